package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A connection on its way; a [ReadyStream] succeeds it.
final class Connecting extends Endpoint {
  private final Connection connection;
  private @Nullable Suspension<@Nullable Void> wait;

  Connecting(ReadyNetwork network, Connection connection) {
    super(network, connection);
    this.connection = connection;
  }

  /// Waits until it is connected.
  ReadyStream await() throws IOException {
    if (!connection.isConnected()) {
      awaitReady();
      checkOpen();
      connection.finish();
    }
    handOver();
    return new ReadyStream(network, connection);
  }

  private void awaitReady() throws IOException {
    Suspension<@Nullable Void> connected = new Suspension<>(this);
    wait = connected;
    connection.want(Socket.OUTPUT);
    shared.budget.renew();
    connected.await(() -> {
      wait = null;
      return true;
    });
  }

  @Override
  public void ready(int what) {
    connection.wantNoMore(what);
    resume();
  }

  @Override
  protected String describe() {
    return "a connection on its way";
  }

  @Override
  public void close() {
    if (closeSocket()) {
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
