package io.weightless.net.internal;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.ServiceLoader;

/// What finds out what hosts' names stand for: a service, so that the network knows nothing of the
/// DNS.
public interface Lookup {
  /// That of this program, found once.
  Lookup HERE =
      ServiceLoader.load(Lookup.class, Lookup.class.getClassLoader()).findFirst().orElseThrow();

  /// As the service of `reactor` says that people ask.
  ///
  /// - **Waits**: a cancellation point.
  ///
  /// @throws java.net.UnknownHostException when the name is nobody's, or that can't be told
  List<InetAddress> addresses(Reactor reactor, String host) throws IOException;
}
