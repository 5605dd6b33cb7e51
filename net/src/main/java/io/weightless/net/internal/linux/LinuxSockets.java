package io.weightless.net.internal.linux;

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
      configure(socket, options);
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  /// What a listening one accepts inherits all that.
  private void configure(int socket, TcpOptions options) throws IOException {
    tcp().set(socket, Option.NO_DELAY, options.noDelay() ? 1 : 0);
    if (!options.keepAlive().isZero()) {
      tcp().set(socket, Option.KEEP_ALIVE, 1);
      tcp().set(socket, Option.KEEP_IDLE, (int) options.keepAlive().toSeconds());
    }
    if (options.sendBuffer() > 0) {
      tcp().set(socket, Option.SEND_BUFFER, options.sendBuffer());
    }
    if (options.receiveBuffer() > 0) {
      tcp().set(socket, Option.RECEIVE_BUFFER, options.receiveBuffer());
    }
  }

  private TcpCalls tcp() {
    return libc.tcp;
  }
}
