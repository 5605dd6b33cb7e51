package io.weightless.net.dns;

import io.weightless.net.Address;
import java.time.Duration;
import java.util.List;

/// Whom a [Resolver] asks, and how: what `/etc/resolv.conf` says, and the time for all of it.
///
/// @param servers asked in their order, the next when one does not answer or can't tell
/// @param search domains that a short name may be in
/// @param dots with so many in it, a name is first taken as a whole one
/// @param timeout how long one server may take for an answer
/// @param attempts how often each server is asked
/// @param rotates whether each question begins with the next server
/// @param total how long a look-up may take, with all domains, servers and attempts
public record ResolverOptions(
    List<Address> servers,
    List<String> search,
    int dots,
    Duration timeout,
    int attempts,
    boolean rotates,
    Duration total) {
  /// The port of DNS.
  public static final int PORT = 53;

  /// What holds where nothing else is said: a server on this machine.
  public static final ResolverOptions DEFAULTS = of(new Address("127.0.0.1", PORT));

  /// @throws IllegalArgumentException naming what can't be
  public ResolverOptions {
    servers = List.copyOf(servers);
    search = List.copyOf(search);
    check(!servers.isEmpty(), "a resolver needs a server to ask");
    check(dots >= 0 && attempts > 0, "a name has 0 dots at least, and 1 attempt");
    check(timeout.isPositive() && total.isPositive(), "without any time there is no answer");
  }

  private static void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }

  /// `servers` with the usual for all else: one dot, five seconds, two attempts, half a minute for
  /// all.
  public static ResolverOptions of(Address... servers) {
    return new ResolverOptions(
        List.of(servers), List.of(), 1, Duration.ofSeconds(5), 2, false, Duration.ofSeconds(30));
  }

  /// The same with other domains to search.
  public ResolverOptions withSearch(List<String> domains) {
    return new ResolverOptions(servers, domains, dots, timeout, attempts, rotates, total);
  }

  /// The same with other servers.
  public ResolverOptions withServers(List<Address> others) {
    return new ResolverOptions(others, search, dots, timeout, attempts, rotates, total);
  }

  /// The same, where a name with `more` dots is a whole one.
  public ResolverOptions withDots(int more) {
    return new ResolverOptions(servers, search, more, timeout, attempts, rotates, total);
  }

  /// The same with another time for each answer.
  public ResolverOptions withTimeout(Duration each) {
    return new ResolverOptions(servers, search, dots, each, attempts, rotates, total);
  }

  /// The same with another number of times that each server is asked.
  public ResolverOptions withAttempts(int times) {
    return new ResolverOptions(servers, search, dots, timeout, times, rotates, total);
  }

  /// The same, where each question begins with the next server, or not.
  public ResolverOptions withRotation(boolean isOn) {
    return new ResolverOptions(servers, search, dots, timeout, attempts, isOn, total);
  }

  /// The same with another time for a look-up in all.
  public ResolverOptions withTotal(Duration all) {
    return new ResolverOptions(servers, search, dots, timeout, attempts, rotates, all);
  }
}
