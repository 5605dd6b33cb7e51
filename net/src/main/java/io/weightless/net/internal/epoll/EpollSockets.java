package io.weightless.net.internal.epoll;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Option;
import io.weightless.net.internal.linux.TcpCalls;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Of the system.
record EpollSockets(EpollBackend backend) implements Socket.Source {
  private static final int BACKLOG = 1024;

  @Override
  public Connection connect(InetSocketAddress remote) throws IOException {
    int socket = tcp().socket(remote);
    int result = tcp().connect(socket, remote);
    if (result < 0 && result != -Errno.EINPROGRESS) {
      backend.libc.close(socket);
      Libc.check(result);
    }
    return backend.connection(socket, remote, result == 0);
  }

  @Override
  public Socket.Listening listen(InetSocketAddress address, boolean shared) throws IOException {
    int socket = bound(address, shared);
    int result = tcp().listen(socket, BACKLOG);
    if (result < 0) {
      backend.libc.close(socket);
      Libc.check(result);
    }
    return new EpollListening(backend, socket);
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address) throws IOException {
    backend.libc.close(bound(address, false));
  }

  private int bound(InetSocketAddress address, boolean shared) throws IOException {
    int socket = tcp().socket(address);
    try {
      tcp().set(socket, Option.REUSE_ADDRESS, 1);
      if (shared) {
        tcp().set(socket, Option.REUSE_PORT, 1);
      }
      Libc.check(tcp().bind(socket, address));
      return socket;
    } catch (IOException e) {
      backend.libc.close(socket);
      throw e;
    }
  }

  private TcpCalls tcp() {
    return backend.libc.tcp;
  }
}
