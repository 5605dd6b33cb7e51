package io.weightless.net.dns;

import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Lookup;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Libc;
import io.weightless.reactor.Reactor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that a reactor's network connects to and listens on are those of its [Resolver].
public final class NetworkLookup implements Lookup, Addition {
  /// Found as a service.
  public NetworkLookup() {}

  @Override
  public void attachTo(Reactor reactor, Shared shared, @Nullable Libc libc) {
    Resolver resolver = Resolver.configured();
    reactor.attach(Resolver.class, resolver, resolver::close);
  }

  @Override
  public List<InetAddress> addresses(Reactor reactor, String host) throws UnknownHostException {
    try {
      return reactor.service(Resolver.class).addresses(host);
    } catch (ResolveException e) {
      String line = e.reason().isFinal() ? "the host is unknown" : String.valueOf(e.getMessage());
      UnknownHostException unknown = new UnknownHostException(line);
      unknown.initCause(e);
      throw unknown;
    }
  }
}
