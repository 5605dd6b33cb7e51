package io.weightless.net.internal.linux;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Of the system.
public record LinuxSockets(Libc libc, Maker maker) implements Socket.Source {
  /// Makes a backend's own of descriptors.
  public interface Maker {
    Connection connection(int descriptor, InetSocketAddress remote, boolean connected);

    Socket.Listening listening(int descriptor);

    /// One that other processes may have, too, so that it goes on listening when it is closed here.
    ///
    /// @param options for what it accepts, which it does not hand down
    Socket.Listening inherited(int descriptor, TcpOptions options);
  }

  @Override
  public Connection connect(InetSocketAddress remote, TcpOptions options) throws IOException {
    int socket = open(remote, options);
    try {
      bindTo(options.from(), socket);
      int result = tcp().connect(socket, remote);
      Libc.check(result == -Errno.EINPROGRESS ? 0 : result);
      return maker.connection(socket, remote, result == 0);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private void bindTo(@Nullable InetAddress from, int socket) throws IOException {
    if (from != null) {
      tcp().set(socket, Option.BIND_NO_PORT, 1);
      Libc.check(tcp().bind(socket, new InetSocketAddress(from, 0)));
    }
  }

  @Override
  public Socket.Listening listen(InetSocketAddress address, TcpOptions options, boolean shared)
      throws IOException {
    int socket = bound(address, options, shared);
    try {
      if (!options.deferAccept().isZero()) {
        tcp().set(socket, Option.DEFER_ACCEPT, (int) options.deferAccept().toSeconds());
      }
      Libc.check(tcp().listen(socket, options.backlog()));
      return maker.listening(socket);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  @Override
  public Socket.Listening adopt(Address address) throws IOException {
    Inherited inherited = new Inherited(System.getenv(), ProcessHandle.current().pid());
    int descriptor = inherited.find(address);
    Inherited.take(libc, descriptor);
    return maker.inherited(descriptor, address.options());
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address, TcpOptions options) throws IOException {
    libc.close(bound(address, options, false));
  }

  private int bound(InetSocketAddress address, TcpOptions options, boolean shared)
      throws IOException {
    int socket = open(address, options);
    try {
      tcp().set(socket, Option.REUSE_ADDRESS, 1);
      if (shared) {
        tcp().set(socket, Option.REUSE_PORT, 1);
      }
      if (address.getAddress() instanceof Inet6Address) {
        tcp().set(socket, Option.IPV6_ONLY, options.ipv6Only() ? 1 : 0);
      }
      Libc.check(tcp().bind(socket, address));
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private int open(InetSocketAddress address, TcpOptions options) throws IOException {
    int socket = tcp().socket(address);
    try {
      tcp().configure(socket, options);
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private TcpCalls tcp() {
    return libc.tcp;
  }
}
