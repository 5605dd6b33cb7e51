package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.ClosedException;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Shared;

/// What streams, listeners and datagrams are: a socket, and somebody who may wait for it.
///
/// What a socket was asked to tell stays so after the wait, since it most often will be wanted
/// again, and a change may be a system call; it is taken back when it becomes ready and nobody
/// waits for it.
abstract sealed class Endpoint extends Resource implements Handle.Owner
    permits ReadyStream, ReadyListener, ReadyDatagrams, Connecting {
  final ReadyNetwork network;
  final Shared shared;
  private final Handle socket;
  private boolean closed;

  Endpoint(ReadyNetwork network, Handle socket) {
    this.network = network;
    this.shared = network.shared;
    this.socket = socket;
    shared.resources.add(this);
    socket.belongTo(this);
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

  /// False, and nothing happens, when it was closed before.
  final boolean closeSocket() {
    network.reactor().checkOwner();
    if (closed) {
      return false;
    }
    closed = true;
    shared.resources.remove(this);
    Failures.closeQuietly(socket);
    return true;
  }

  /// The socket goes on as another one's.
  final void handOver() {
    closed = true;
    shared.resources.remove(this);
  }
}
