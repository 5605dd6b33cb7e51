package io.weightless.net.internal.nio;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A `ServerSocketChannel`.
final class NioListening extends NioSocket implements Socket.Listening {
  private final ServerSocketChannel channel;
  private final BufferPool pool;
  private final TcpOptions options;

  NioListening(Keyring keyring, BufferPool pool, ServerSocketChannel channel, TcpOptions options) {
    super(keyring, channel);
    this.pool = pool;
    this.channel = channel;
    this.options = options;
  }

  @Override
  int operations(int what) {
    return SelectionKey.OP_ACCEPT;
  }

  @Override
  public SocketAddress local() throws IOException {
    return channel.getLocalAddress();
  }

  /// Frees the port now.
  @Override
  public void close() {
    super.close();
    keyring.forgetClosed();
  }

  @Override
  public @Nullable Connection accept() throws IOException {
    for (SocketChannel next = channel.accept(); next != null; next = channel.accept()) {
      try {
        next.configureBlocking(false);
        NioSockets.configure(next, options);
        return new NioConnection(keyring, pool, next, next.getRemoteAddress());
      } catch (IOException _) {
        Failures.closeQuietly(next); // its peer has gone again
      }
    }
    return null;
  }
}
