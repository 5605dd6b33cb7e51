package io.weightless.net.internal.linux;

import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Of the system.
public record LinuxSockets(Libc libc, Maker maker) implements Socket.Source {
  private static final int BACKLOG = 1024;

  /// Makes a backend's own of descriptors.
  public interface Maker {
    /// Closes the descriptor when it fails.
    Connection connection(int descriptor, InetSocketAddress remote, boolean connected)
        throws IOException;

    Socket.Listening listening(int descriptor);
  }

  @Override
  public Connection connect(InetSocketAddress remote) throws IOException {
    int socket = open(remote);
    int result = tcp().connect(socket, remote);
    if (result < 0 && result != -Errno.EINPROGRESS) {
      libc.close(socket);
      Libc.check(result);
    }
    return maker.connection(socket, remote, result == 0);
  }

  @Override
  public Socket.Listening listen(InetSocketAddress address, boolean shared) throws IOException {
    int socket = bound(address, shared);
    int result = tcp().listen(socket, BACKLOG);
    if (result < 0) {
      libc.close(socket);
      Libc.check(result);
    }
    return maker.listening(socket);
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address) throws IOException {
    libc.close(bound(address, false));
  }

  private int bound(InetSocketAddress address, boolean shared) throws IOException {
    int socket = open(address);
    try {
      tcp().set(socket, Option.REUSE_ADDRESS, 1);
      if (shared) {
        tcp().set(socket, Option.REUSE_PORT, 1);
      }
      Libc.check(tcp().bind(socket, address));
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  /// One that does not wait for more before it sends; what a listening one accepts inherits that.
  private int open(InetSocketAddress address) throws IOException {
    int socket = tcp().socket(address);
    try {
      tcp().set(socket, Option.NO_DELAY, 1);
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
