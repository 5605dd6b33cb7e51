package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.ClosedException;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// A channel whose readiness the selector tells: what streams and listeners stand on.
///
/// It is registered when it first has to wait. What it wants to know stays registered after the
/// wait, since it most often will be wanted again, and a change is a system call; it is taken back
/// when it becomes ready and nobody waits for it.
abstract sealed class Endpoint extends Resource implements Registered
    permits NioStream, NioListener, Connecting {
  final NioNetwork network;
  final NioBackend backend;
  private final SelectableChannel selectable;
  private @Nullable SelectionKey key;
  private int wanted;
  private boolean closed;

  Endpoint(NioNetwork network, SelectableChannel selectable) {
    this.network = network;
    this.backend = network.backend();
    this.selectable = selectable;
    backend.resources.add(this);
  }

  /// The beginning of everything that may wait: the right reactor, not cancelled, not closed.
  final void enter() throws ClosedException {
    network.reactor().checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  final boolean isClosed() {
    return closed;
  }

  final void checkOpen() throws ClosedException {
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  final void want(int operations) throws IOException {
    int now = wanted | operations;
    if (now != wanted) {
      if (key == null) {
        key = selectable.register(backend.selector, now, this);
        backend.keys++;
      } else {
        key.interestOps(now);
      }
      wanted = now;
    }
  }

  /// Does nothing when it was not wanted, or the channel is closed.
  final void wantNoMore(int operations) {
    int now = wanted & ~operations;
    if (now != wanted && key != null && !closed) {
      wanted = now;
      key.interestOps(now);
    }
  }

  /// Puts this endpoint in the place of `former`, which had the channel until now and is done.
  final void succeed(Endpoint former) {
    backend.resources.remove(former);
    key = former.key;
    if (key != null) {
      key.attach(this);
      key.interestOps(0);
    }
  }

  /// False, and nothing happens, when it was closed before. The descriptor goes with the next step.
  final boolean closeChannel() {
    network.reactor().checkOwner();
    if (closed) {
      return false;
    }
    closed = true;
    backend.resources.remove(this);
    if (key != null) {
      backend.keys--;
    }
    NioNetwork.closeQuietly(selectable);
    return true;
  }
}
