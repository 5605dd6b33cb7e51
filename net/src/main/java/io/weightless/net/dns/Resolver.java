package io.weightless.net.dns;

import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.reactor.Reactor;
import java.net.InetAddress;
import java.util.List;

/// Finds out what names stand for: `Reactor.current().service(Resolver.class)`. Whoever connects to
/// a name by the reactor's network asks it, too.
///
/// The one that a reactor has is [#configured]. Another one takes its place by
/// `reactor.attach(Resolver.class, other)`.
///
/// - **Waits**: for files and servers; always a cancellation point. The loop goes on.
/// - **Cancelled**: nothing more is asked.
/// - **Failing**: with a [ResolveException], whose reason tells a name that does not exist from
///   servers that do not answer.
/// - **Runs on**: tasks of one reactor.
///
/// pyuv's `getaddrinfo` and `getnameinfo`, Twisted's `names`.
public interface Resolver extends AutoCloseable {
  /// The addresses of a host, at least one; an address in numbers stands for itself.
  ///
  /// - **Order**: those of the family first that there is a way to from here, and of two such
  ///   families IPv6 (RFC 6724, in short); within a family as the server or the file has them.
  List<InetAddress> addresses(String host) throws ResolveException;

  /// What the DNS knows of `name`, which is a whole one, at least one record; when it is an alias,
  /// those of what it stands for.
  List<ResourceRecord> records(String name, RecordType type) throws ResolveException;

  /// The name of an address.
  String name(InetAddress address) throws ResolveException;

  /// The hosts of a service, at least one, as of `_xmpp-client._tcp.example.org`: RFC 2782.
  ///
  /// - **Order**: that in which they are to be tried: the smallest priority first, and of one
  ///   priority each as often first as it has weight, by the reactor's random.
  default List<RecordData.Service> srv(String service) throws ResolveException {
    List<RecordData.Service> found =
        records(service, RecordType.SRV).stream()
            .map(record -> (RecordData.Service) record.data())
            .filter(offer -> !offer.target().equals(".")) // there is none, for certain
            .toList();
    if (found.isEmpty()) {
      throw new ResolveException(service, RecordType.SRV, Reason.NO_DATA, List.of());
    }
    return ServiceOrder.of(found, Reactor.current().random());
  }

  /// The texts of `name`, at least one, each with its parts in one: see [RecordData.Text#joined].
  default List<String> txt(String name) throws ResolveException {
    return records(name, RecordType.TXT).stream()
        .map(record -> ((RecordData.Text) record.data()).joined())
        .toList();
  }

  /// What it has open, as the threads that ask the system. Idempotent.
  @Override
  default void close() {}

  /// One that does what the system is configured for: an address in numbers at once; `localhost`
  /// and what is below it is always this machine, and `invalid` nothing (RFC 6761); then
  /// `/etc/hosts`, then the servers and domains of `/etc/resolv.conf`. The files are read again
  /// when they have changed, which it looks for every five seconds.
  ///
  /// When `/etc/nsswitch.conf` has more than files and DNS for hosts, as multicast DNS or LDAP, the
  /// [system][#system] is asked for the addresses of what they do not know, and of names below
  /// `local` at once; when it has the DNS first or not at all, and where there is no such
  /// configuration, as on macOS and Windows, for all addresses.
  ///
  /// - **Limit**: 100 questions at once; the same question is asked once for all who want to know.
  ///   1,000 answers are remembered, for as long as they say, at most a day; that there is nothing
  ///   for an hour at most.
  static Resolver configured() {
    return new HostResolver();
  }

  /// One that asks the servers of `options`, and looks into no file. Everything else is as in
  /// [#configured].
  static Resolver of(ResolverOptions options) {
    Settings settings = Settings.of(options);
    return new DnsResolver(() -> settings);
  }

  /// One that asks the system, by the JDK, on threads of its own: for whatever else it knows, as
  /// multicast DNS and LDAP. It tells addresses and names of them, and nothing else: [#records]
  /// throws an `UnsupportedOperationException`.
  ///
  /// - **Cancelled**: the question is left behind, and keeps its thread until the system has
  ///   answered.
  /// - **Limit**: 16 questions at once.
  static Resolver system() {
    return new SystemResolver();
  }
}
