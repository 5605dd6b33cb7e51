package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;

/// Between our addresses and the JDK's.
public final class Addresses {
  /// Who has no name of his own; nothing can be sent to him.
  public static final String UNNAMED = "(unnamed)";

  private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");

  private Addresses() {}

  /// Where a Unix socket is that goes by the path, or the `@name`, of `address`: in an address of
  /// the JDK's such a name is a path, too.
  ///
  /// @throws IOException in one line, when the system has no such path
  public static UnixDomainSocketAddress unix(Address address) throws IOException {
    try {
      return UnixDomainSocketAddress.of(address.host());
    } catch (InvalidPathException e) {
      throw new IOException("the system has no such path: " + e.getReason(), e);
    }
  }

  public static boolean isAbstract(UnixDomainSocketAddress unix) {
    return unix.getPath().toString().startsWith("@");
  }

  /// Of one end of a connection. Who has connected a Unix socket has no name of his own most often,
  /// and goes by that of the other end.
  public static Address of(SocketAddress socket, SocketAddress otherEnd) {
    return of(isUnnamed(socket) ? otherEnd : socket);
  }

  private static boolean isUnnamed(SocketAddress socket) {
    return socket instanceof UnixDomainSocketAddress unix && unix.getPath().toString().isEmpty();
  }

  /// An IPv6 address is shortened as usual: `::1`.
  public static Address of(SocketAddress socket) {
    return switch (socket) {
      case UnixDomainSocketAddress unix ->
          new Address(
              Scheme.UNIX,
              isUnnamed(unix) ? UNNAMED : unix.getPath().toString(),
              0,
              TcpOptions.DEFAULTS);
      case InetSocketAddress inet -> of(inet);
      default -> throw new IllegalArgumentException("not one of ours: " + socket);
    };
  }

  /// The same for one of the network.
  public static Address of(InetSocketAddress socket) {
    return of(Scheme.TCP, socket);
  }

  /// The same for another scheme with ports.
  public static Address of(Scheme scheme, InetSocketAddress socket) {
    String host = socket.getAddress().getHostAddress();
    String shortest = host.indexOf(':') < 0 ? host : ZEROS.matcher(host).replaceFirst("::");
    return new Address(scheme, shortest, socket.getPort(), TcpOptions.DEFAULTS);
  }

  /// What an address means that has numbers and no name.
  ///
  /// @throws IllegalArgumentException when it has a name, or is of another scheme
  public static InetSocketAddress numbers(Scheme scheme, Address address) {
    if (address.scheme() != scheme) {
      throw new IllegalArgumentException(
          "the scheme of an address here is " + scheme + ", not as in " + address);
    }
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an address in numbers, not " + address, e);
    }
  }
}
