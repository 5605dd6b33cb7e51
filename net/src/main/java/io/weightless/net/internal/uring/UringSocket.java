package io.weightless.net.internal.uring;

import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket by its descriptor, which stays open until nothing is under way for it.
abstract class UringSocket implements Socket, Requester {
  private static final int NO_SLOT = -1;

  final UringBackend backend;
  final int descriptor;
  private @Nullable Owner owner;
  private int slot = NO_SLOT;
  private int wanted;
  private int underWay;
  private int cancelled;
  private boolean changed;
  private boolean closed;

  /// Whether other processes may have it, too.
  private boolean shared;

  private boolean gone;

  UringSocket(UringBackend backend, int descriptor) {
    this.backend = backend;
    this.descriptor = descriptor;
  }

  @Override
  public final void belongTo(Owner owner) {
    this.owner = owner;
  }

  @Override
  public final void want(int what) {
    wanted |= what;
    change();
  }

  @Override
  public final void wantNoMore(int what) {
    wanted &= ~what;
  }

  final boolean wants(int what) {
    return (wanted & what) != 0;
  }

  final void tell(int what) {
    if (owner != null && !closed) {
      owner.ready(what);
    }
  }

  final boolean isClosed() {
    return closed;
  }

  @Override
  public final int share() {
    shared = true;
    change();
    return descriptor;
  }

  final boolean isShared() {
    return shared;
  }

  /// There is something to submit.
  final void change() {
    if (!changed && !gone) {
      if (slot == NO_SLOT) {
        slot = backend.requests.add(this);
      }
      changed = true;
      backend.requests.change(this);
    }
  }

  @Override
  public final void submit(Submissions submissions) throws IOException {
    changed = false;
    if (gone) {
      return;
    }
    boolean waits = isUnderWay(SEND);
    submitMore(submissions);
    if (closed && !hasMoreToSend()) {
      disappear(submissions);
    } else if (closed && !waits) {
      change(); // it most often has gone until then
    } else if (closed && !isUnderWay(LINGER)) {
      submissions.timeout(backend.linger.toNanos(), begin(LINGER));
    }
  }

  /// Submits what the present state asks for, and is not under way.
  abstract void submitMore(Submissions submissions) throws IOException;

  /// Whether it must not be closed yet.
  boolean hasMoreToSend() {
    return false;
  }

  /// It may be closed now.
  void giveUpSending() {}

  /// A request of this kind is submitted with this.
  final long begin(int kind) {
    underWay |= kind;
    return backend.requests.data(slot, kind);
  }

  final boolean isUnderWay(int kinds) {
    return (underWay & kinds) != 0;
  }

  final void cancel(int kind, Submissions submissions) throws IOException {
    if (isUnderWay(kind & ~cancelled)) {
      cancelled |= kind;
      submissions.cancel(backend.requests.data(slot, kind));
    }
  }

  @Override
  public final void completed(int kind, int result, int flags) {
    if ((flags & Completions.MORE) == 0) {
      underWay &= ~kind;
      cancelled &= ~kind;
    }
    if (kind != LINGER) {
      done(kind, result, flags);
    } else if (!gone) {
      giveUpSending();
      change();
    }
    if (gone && underWay == 0) {
      backend.requests.remove(slot);
    }
  }

  /// A request completed, or a part of it.
  abstract void done(int kind, int result, int flags);

  @Override
  public void lost() {
    underWay = 0;
    cancelled = 0;
    if (gone) {
      backend.requests.remove(slot);
    } else {
      change();
    }
  }

  @Override
  public SocketAddress local() throws IOException {
    return backend.libc.tcp.local(descriptor);
  }

  /// While a request is under way the system does not let go of the socket, and its peer would not
  /// see the end: so that is cancelled first, with the same call.
  @Override
  public void close() throws IOException {
    closed = true;
    if (underWay != 0 || hasMoreToSend()) {
      change();
    } else {
      closeNow();
    }
  }

  /// Without the ring.
  @Override
  public void closeNow() throws IOException {
    closed = true;
    if (!gone) {
      gone = true;
      if (slot != NO_SLOT && underWay == 0) {
        backend.requests.remove(slot);
      }
      backend.libc.close(descriptor);
    }
  }

  private void disappear(Submissions submissions) throws IOException {
    if (underWay == 0) {
      closeNow();
      return;
    }
    gone = true;
    for (int left = underWay; left != 0; left &= left - 1) {
      cancel(Integer.lowestOneBit(left), submissions);
    }
    submissions.close(descriptor);
  }
}
