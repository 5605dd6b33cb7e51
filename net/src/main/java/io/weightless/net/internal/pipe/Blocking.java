package io.weightless.net.internal.pipe;

import io.weightless.engine.internal.Carrier;
import io.weightless.net.internal.ready.Handle;
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
  static final ThreadFactory THREADS =
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("weightless-pipe-", 0)
          .factory();

  /// Something that may block.
  interface Act {
    void run() throws IOException;
  }

  private final Carrier carrier = Carrier.current();
  private final ThreadFactory threads;
  private @Nullable Owner owner;
  private boolean isUnderWay;
  private @Nullable IOException failure;
  private boolean closed;

  /// @param threads who makes one for each act
  Blocking(ThreadFactory threads) {
    this.threads = threads;
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
    Thread thread = threads.newThread(() -> run(act, then));
    thread.start(); // or throws, and nothing is under way
    isUnderWay = true;
  }

  private void run(Act act, Runnable then) {
    IOException thrown = null;
    try {
      act.run();
    } catch (IOException e) {
      thrown = e;
    } catch (Throwable e) {
      thrown = new IOException(e);
    }
    IOException broken = thrown;
    carrier.post(() -> finish(broken, then)); // not by the reactor, whose posts have a limit
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
