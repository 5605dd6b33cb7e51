package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection on its way; a [NioStream] succeeds it.
final class Connecting extends Endpoint {
  private final SocketChannel channel;
  private @Nullable Suspension<@Nullable Void> wait;

  Connecting(NioNetwork network, SocketChannel channel) {
    super(network, channel);
    this.channel = channel;
  }

  /// Waits until it is connected.
  void await() throws IOException {
    Suspension<@Nullable Void> connected = new Suspension<>(this);
    wait = connected;
    want(SelectionKey.OP_CONNECT);
    backend.budget.renew();
    connected.await(() -> {
      wait = null;
      return true;
    });
    checkOpen();
    channel.finishConnect();
  }

  @Override
  public void ready(int operations) {
    wantNoMore(operations);
    resume();
  }

  @Override
  String describe() {
    return "a connection on its way";
  }

  @Override
  void close() {
    if (closeChannel()) {
      resume();
    }
  }

  private void resume() {
    if (wait != null) {
      wait.resume(null);
      wait = null;
    }
  }
}
