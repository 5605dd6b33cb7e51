package io.weightless.testing.kit;

import io.weightless.reactor.Backend;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Another backend whose polls are counted.
final class CountedBackend implements Backend {
  private final Backend backend;
  private int polls;

  CountedBackend(Backend backend) {
    this.backend = backend;
  }

  /// On the loop, or when it stands still.
  int polls() {
    return polls;
  }

  @Override
  public void attachTo(Reactor reactor) {
    backend.attachTo(reactor);
  }

  @Override
  public int poll(long timeoutNanos) throws IOException {
    polls++;
    return backend.poll(timeoutNanos);
  }

  @Override
  public void flush() {
    backend.flush();
  }

  @Override
  public void awaitInput(long timeoutNanos) throws IOException {
    backend.awaitInput(timeoutNanos);
  }

  @Override
  public boolean isQuiet() {
    return backend.isQuiet();
  }

  @Override
  public void wakeup() {
    backend.wakeup();
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }
}
