package io.weightless.net.internal.epoll;

import io.weightless.net.internal.linux.Epoll;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket by its descriptor.
class EpollSocket implements Socket {
  final EpollBackend backend;
  final int descriptor;
  private @Nullable Owner owner;
  private boolean registered;

  /// Whether other processes may have it, too.
  boolean isShared;

  EpollSocket(EpollBackend backend, int descriptor) {
    this.backend = backend;
    this.descriptor = descriptor;
  }

  @Override
  public final void belongTo(Owner owner) {
    this.owner = owner;
  }

  /// It is told of everything, and told anew at the first wait only.
  @Override
  public final void want(int what) throws IOException {
    if (!registered) {
      backend.register(this);
      registered = true;
    }
  }

  @Override
  public final void wantNoMore(int what) {}

  final void ready(int events) {
    int what = 0;
    if ((events & (Epoll.IN | Epoll.RDHUP | Epoll.HUP | Epoll.ERR)) != 0) {
      what |= INPUT;
    }
    if ((events & (Epoll.OUT | Epoll.HUP | Epoll.ERR)) != 0) {
      what |= OUTPUT;
    }
    if ((events & (Epoll.RDHUP | Epoll.HUP | Epoll.ERR)) != 0) {
      endIsNear();
    }
    if (owner != null) {
      owner.ready(what);
    }
  }

  @Override
  public final int share() {
    isShared = true;
    return descriptor;
  }

  /// The end of the input has come, or a failure.
  void endIsNear() {}

  @Override
  public SocketAddress local() throws IOException {
    return backend.libc.tcp.local(descriptor);
  }

  @Override
  public final void close() throws IOException {
    if (registered) {
      backend.forget(this);
    }
    backend.libc.close(descriptor);
  }
}
