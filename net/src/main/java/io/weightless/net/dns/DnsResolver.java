package io.weightless.net.dns;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks names up in the hosts file, and asks the servers of its settings.
final class DnsResolver implements Resolver {
  private final Settings.Source source;

  /// Of the reactor whose task comes first; made then.
  private @Nullable Lookups lookups;

  DnsResolver(Settings.Source source) {
    this.source = source;
  }

  @Override
  public List<InetAddress> addresses(String host) throws ResolveException {
    Lookups asking = lookups();
    InetAddress literal = literal(host);
    if (literal != null) {
      return List.of(literal);
    }
    Settings settings = source.now();
    ResolverOptions options = settings.options();
    List<DomainName> names = read(host, null, () -> SearchList.of(host, options));
    List<InetAddress> loopback = SpecialNames.loopback(names.getFirst());
    List<InetAddress> known = loopback == null ? settings.hosts().addresses(host) : loopback;
    if (!known.isEmpty()) {
      return known;
    }
    Answer answer = inTime(options, () -> new HostSearch(asking, options).any(names));
    List<InetAddress> found =
        checked(answer, host, null).stream()
            .map(record -> ((RecordData.Host) record.data()).address())
            .toList();
    return new Preference(asking.network()).order(found);
  }

  @Override
  public List<ResourceRecord> records(String name, RecordType type) throws ResolveException {
    Lookups asking = lookups();
    DomainName whole = read(name, type, () -> DomainName.parse(name));
    ResolverOptions options = source.now().options();
    return checked(
        inTime(options, () -> asking.find(new Question(whole, type), options)), name, type);
  }

  @Override
  public String name(InetAddress address) throws ResolveException {
    lookups();
    String known = source.now().hosts().name(address);
    if (known != null) {
      return known;
    }
    RecordData first =
        records(ReverseName.of(address).toString(), RecordType.PTR).getFirst().data();
    return ((RecordData.Pointer) first).name();
  }

  static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private Lookups lookups() {
    Lookups present = lookups;
    if (present == null) {
      present = new Lookups(Reactor.current());
      lookups = present;
    }
    present.reactor().checkOwner();
    Suspension.checkpoint();
    return present;
  }

  private static <T> T read(String name, @Nullable RecordType type, Supplier<T> reading)
      throws ResolveException {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      ResolveException none = new ResolveException(name, type, Reason.NOT_A_NAME, List.of());
      none.initCause(e);
      throw none;
    }
  }

  private static Answer inTime(ResolverOptions options, Supplier<Answer> lookup) {
    Answer late = new Answer.Failed(Reason.TIMED_OUT, options.servers());
    return Scope.runOr(Deadline.after(options.total()), late, _ -> lookup.get());
  }

  private static List<ResourceRecord> checked(Answer answer, String name, @Nullable RecordType type)
      throws ResolveException {
    ResolveException failure = answer.failure(name, type);
    if (failure != null) {
      throw failure;
    }
    return ((Answer.Found) answer).records();
  }
}
