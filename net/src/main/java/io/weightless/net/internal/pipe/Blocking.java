package io.weightless.net.internal.pipe;

import io.weightless.net.internal.ready.Handle;
import io.weightless.reactor.Reactor;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// An end that blocks whoever uses it: each read and write runs on a thread of its own, at most one
/// at a time, which tells the reactor.
///
/// What blocks can't be taken back: a thread stays in a read until that returns, also when nobody
/// wants it any more. It is a daemon.
abstract sealed class Blocking implements PipeEnd permits BlockingInput, BlockingOutput {
  private static final ThreadFactory THREADS =
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("weightless-pipe-", 0)
          .factory();

  /// Something that may block.
  interface Act {
    void run() throws IOException;
  }

  private final Reactor reactor;
  private @Nullable Owner owner;
  private boolean isUnderWay;
  private @Nullable IOException failure;
  private boolean closed;

  Blocking(Reactor reactor) {
    this.reactor = reactor;
  }

  @Override
  public final boolean isForeign() {
    return true;
  }

  @Override
  public final void belongTo(Owner owner) {
    this.owner = owner;
  }

  @Override
  public final void wantNoMore(int what) {}

  final boolean isUnderWay() {
    return isUnderWay;
  }

  /// @throws IOException what the last act failed with
  final void checkWhole() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /// Runs `act` elsewhere, and `then` here.
  final void begin(Act act, Runnable then) {
    isUnderWay = true;
    THREADS.newThread(() -> run(act, then)).start();
  }

  private void run(Act act, Runnable then) {
    IOException thrown = null;
    try {
      act.run();
    } catch (IOException e) {
      thrown = e;
    }
    IOException broken = thrown;
    try {
      reactor.post(() -> finish(broken, then));
    } catch (IllegalStateException _) {
      // the reactor is closed, and nobody waits any more
    }
  }

  private void finish(@Nullable IOException thrown, Runnable then) {
    isUnderWay = false;
    failure = thrown;
    then.run();
    if (closed) {
      closeBelow();
    } else if (owner != null) {
      owner.ready(Handle.INPUT | Handle.OUTPUT);
    }
  }

  /// What is written still goes out.
  @Override
  public final void close() {
    closed = true;
    if (!isUnderWay) {
      closeBelow();
    }
  }

  private void closeBelow() {
    try {
      below().close();
    } catch (IOException _) {
      // whoever wrote was told by the write
    }
  }

  abstract Closeable below();
}
