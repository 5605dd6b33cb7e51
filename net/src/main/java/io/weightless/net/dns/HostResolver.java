package io.weightless.net.dns;

import io.weightless.reactor.Reactor;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the system is configured for: see [Resolver#configured].
final class HostResolver implements Resolver {
  private static final DomainName LOCAL = DomainName.parse("local");

  private final Resolver system;
  private final Resolver dns = new DnsResolver(this::settings);
  private Settings.@Nullable Source source;

  HostResolver() {
    this(null, Resolver.system());
  }

  /// @param source null for the files of the reactor whose task comes first
  HostResolver(Settings.@Nullable Source source, Resolver system) {
    this.source = source;
    this.system = system;
  }

  private Settings settings() {
    if (source == null) {
      source = new SettingsFiles(Reactor.current());
    }
    return source.now();
  }

  @Override
  public List<InetAddress> addresses(String host) throws ResolveException {
    boolean isKnown = isSpecial(host);
    NameSwitch order = isKnown ? NameSwitch.DNS : settings().order();
    return switch (order) {
      case DNS -> dns.addresses(host);
      case SYSTEM -> system.addresses(host);
      case DNS_THEN_SYSTEM -> inTurn(host);
    };
  }

  /// What needs nobody's answer, or could not be one's name.
  private static boolean isSpecial(String host) {
    try {
      return DnsResolver.literal(host) != null
          || SpecialNames.answer(new Question(DomainName.parse(host), RecordType.A)) != null;
    } catch (IllegalArgumentException _) {
      return true;
    }
  }

  private List<InetAddress> inTurn(String host) throws ResolveException {
    if (DomainName.parse(host).isIn(LOCAL)) {
      return system.addresses(host);
    }
    try {
      return dns.addresses(host);
    } catch (ResolveException e) {
      if (!e.reason().isFinal()) {
        throw e;
      }
      return orElse(host, e);
    }
  }

  private List<InetAddress> orElse(String host, ResolveException before) throws ResolveException {
    try {
      return system.addresses(host);
    } catch (ResolveException e) {
      before.addSuppressed(e);
      throw before;
    }
  }

  @Override
  public List<ResourceRecord> records(String name, RecordType type) throws ResolveException {
    return dns.records(name, type);
  }

  @Override
  public String name(InetAddress address) throws ResolveException {
    if (settings().order() == NameSwitch.SYSTEM) {
      return system.name(address);
    }
    return dns.name(address);
  }

  @Override
  public void close() {
    system.close();
  }
}
