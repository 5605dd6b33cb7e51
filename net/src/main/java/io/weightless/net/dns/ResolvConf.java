package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads `/etc/resolv.conf`: resolv.conf(5). What can't be understood is left out, as the system
/// does.
///
/// - **Limit**: three servers, sixteen domains, and what resolv.conf(5) says: 15 dots, 30 seconds,
///   5 attempts.
final class ResolvConf {
  private static final int MAX_SERVERS = 3;
  private static final int MAX_DOMAINS = 16;
  private static final int MAX_DOTS = 15;
  private static final int MAX_SECONDS = 30;
  private static final int MAX_ATTEMPTS = 5;

  private final List<Address> servers = new ArrayList<>();
  private ResolverOptions options = ResolverOptions.DEFAULTS;

  private ResolvConf() {}

  static ResolverOptions read(String text) {
    ResolvConf reading = new ResolvConf();
    text.lines().forEach(reading::line);
    return reading.servers.isEmpty()
        ? reading.options
        : reading.options.withServers(reading.servers);
  }

  private void line(String line) {
    if (line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    List<String> words = Arrays.stream(line.trim().split("\\s+", -1)).toList();
    List<String> values = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "nameserver" -> values.stream().limit(1).forEach(this::server);
      case "search" -> search(values);
      case "domain" -> search(values.stream().limit(1).toList());
      case "options" -> values.forEach(this::option);
      default -> {} // sortlist and what is not known
    }
  }

  private void server(String host) {
    if (servers.size() == MAX_SERVERS) {
      return;
    }
    try {
      // an IPv6 address may name its network behind a percent sign, which stays as it is
      InetAddress.ofLiteral(host.indexOf(':') < 0 ? host : host.split("%", 2)[0]);
      servers.add(new Address(Scheme.UDP, host, ResolverOptions.PORT, TcpOptions.DEFAULTS));
    } catch (IllegalArgumentException _) {
      // a name is none: who would look it up?
    }
  }

  private void search(List<String> domains) {
    options =
        options.withSearch(
            domains.stream().filter(ResolvConf::isDomain).limit(MAX_DOMAINS).toList());
  }

  private static boolean isDomain(String text) {
    try {
      return !DomainName.parse(text).labels().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void option(String option) {
    int colon = option.indexOf(':');
    int value = colon < 0 ? -1 : number(option.substring(colon + 1));
    switch (colon < 0 ? option : option.substring(0, colon)) {
      case "rotate" -> options = options.withRotation(true);
      case "ndots" -> options = value < 0 ? options : options.withDots(Math.min(value, MAX_DOTS));
      case "timeout" -> options = value < 1 ? options : options.withTimeout(seconds(value));
      case "attempts" ->
          options = value < 1 ? options : options.withAttempts(Math.min(value, MAX_ATTEMPTS));
      default -> {} // what is not known, or goes without saying, as edns0
    }
  }

  private static Duration seconds(int value) {
    return Duration.ofSeconds(Math.min(value, MAX_SECONDS));
  }

  /// -1 for what is none.
  private static int number(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }
}
