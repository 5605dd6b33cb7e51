package io.weightless.net.internal.epoll;

import io.weightless.net.Readiness;
import io.weightless.net.internal.linux.Epoll;
import io.weightless.net.internal.nio.Keyring;
import io.weightless.net.internal.nio.NioReadiness;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/// Channels of the JDK: on a selector, whose own epoll instance is one more descriptor of ours. It
/// is made when the first one is watched.
final class EpollReadiness implements Readiness, AutoCloseable {
  private final Reactor reactor;
  private final Epoll epoll;
  private @Nullable Keyring keyring;
  private @Nullable NioReadiness readiness;

  EpollReadiness(Reactor reactor, Epoll epoll) {
    this.reactor = reactor;
    this.epoll = epoll;
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
        epoll.add(keyring.descriptor(), Epoll.IN);
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
  int look() throws IOException {
    return keyring == null || readiness == null || readiness.isEmpty()
        ? 0
        : keyring.look() + readiness.tellClosed();
  }

  /// The same without telling.
  boolean isReady() throws IOException {
    return keyring != null
        && readiness != null
        && !readiness.isEmpty()
        && (keyring.peek() > 0 || readiness.hasClosed());
  }

  boolean isEmpty() {
    return readiness == null || readiness.isEmpty();
  }

  @Override
  public void close() throws IOException {
    if (keyring != null) {
      keyring.close();
    }
  }
}
