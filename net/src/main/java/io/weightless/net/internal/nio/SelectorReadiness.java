package io.weightless.net.internal.nio;

import io.weightless.net.Readiness;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/// Channels of the JDK on a backend that is not: on a selector, whose own epoll instance is one
/// descriptor more for that backend. It is made when the first channel is watched.
public final class SelectorReadiness implements Readiness, AutoCloseable {
  private final Reactor reactor;
  private final Nesting nesting;
  private @Nullable Keyring keyring;
  private @Nullable NioReadiness readiness;

  /// Where the selector becomes a part of another backend.
  @FunctionalInterface
  public interface Nesting {
    /// From now on that is to call [SelectorReadiness#look] when `selector` is readable.
    void add(int selector) throws IOException;
  }

  public SelectorReadiness(Reactor reactor, Nesting nesting) {
    this.reactor = reactor;
    this.nesting = nesting;
  }

  @Override
  public Watch watch(SelectableChannel channel, Watcher watcher) throws ClosedChannelException {
    reactor.checkOwner();
    return onSelector().watch(channel, watcher);
  }

  private NioReadiness onSelector() {
    if (readiness == null) {
      try {
        keyring = new Keyring();
        nesting.add(keyring.descriptor());
        readiness = new NioReadiness(reactor, keyring);
      } catch (IOException e) {
        throw new UncheckedIOException("the selector for channels of the JDK", e);
      }
    }
    return readiness;
  }

  /// To be called before a wait: tells those that are ready or closed, and lets the selector know
  /// what is wanted now.
  ///
  /// @return how many were told
  public int look() throws IOException {
    return keyring == null || readiness == null || readiness.isEmpty()
        ? 0
        : keyring.look() + readiness.tellClosed();
  }

  /// The same without telling.
  public boolean isReady() throws IOException {
    return keyring != null
        && readiness != null
        && !readiness.isEmpty()
        && (keyring.peek() > 0 || readiness.hasClosed());
  }

  public boolean isEmpty() {
    return readiness == null || readiness.isEmpty();
  }

  @Override
  public void close() throws IOException {
    if (keyring != null) {
      keyring.close();
    }
  }
}
