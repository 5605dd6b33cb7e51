package io.weightless.http.jdk;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Addresses of the JDK and ours.
final class Places {
  private static final int MOST_WAITING = 65_535;

  private Places() {}

  /// As the JDK's; unresolved for what is no number, as a Unix socket or a client whom a proxy
  /// hides.
  static InetSocketAddress of(Address address) {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
    } catch (IllegalArgumentException _) {
      return InetSocketAddress.createUnresolved(address.host(), address.port());
    }
  }

  /// Listens there, on the network of the calling task. What stands for all addresses is that for
  /// both families where there are two, as with the JDK.
  ///
  /// @param backlog below one for the usual
  /// @throws BindException if that can't be
  static Listener listen(InetSocketAddress wanted, int backlog) throws IOException {
    Network network = Reactor.current().service(Network.class);
    InetAddress host = wanted.getAddress();
    if (host != null && host.isAnyLocalAddress()) {
      try {
        return network.listen(of("::", wanted.getPort(), backlog));
      } catch (IOException _) {
        // there is one family, or the next attempt says what is wrong
      }
    }
    String name = host == null ? wanted.getHostString() : host.getHostAddress();
    try {
      return network.listen(of(name, wanted.getPort(), backlog));
    } catch (NetworkException e) {
      throw (BindException) new BindException(e.getMessage()).initCause(e);
    }
  }

  private static Address of(String host, int port, int backlog) {
    Address address = new Address(Scheme.TCP, host, port, TcpOptions.DEFAULTS);
    return backlog < 1
        ? address
        : address.with(address.options().withBacklog(Math.min(backlog, MOST_WAITING)));
  }
}
