package io.weightless.coroutine;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Platform;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Ends a coroutine outside of reactors that was not, when nobody has it any more, and says so: its
/// stack would wait for ever, and its `finally` blocks with it.
final class Forgotten implements Runnable {
  private static final Cleaner CLEANER =
      Cleaner.create(Thread.ofPlatform().daemon().name("weightless-forgotten").factory());

  private final Line line;
  private final WeakReference<Coroutine<?, ?, ?>> handle;
  private Cleaner.Cleanable registration;
  private volatile boolean stopped;

  @SuppressWarnings("NullAway") // set by the only one who makes it
  private Forgotten(Coroutine<?, ?, ?> handle, Line line) {
    this.handle = new WeakReference<>(handle);
    this.line = line;
  }

  static Forgotten watch(Coroutine<?, ?, ?> handle, Line line) {
    Forgotten watch = new Forgotten(handle, line);
    watch.registration = CLEANER.register(handle, watch);
    return watch;
  }

  /// The one that is driven; null when nobody has it any more.
  @Nullable Coroutine<?, ?, ?> handle() {
    return handle.get();
  }

  /// It has ended, or is about to.
  void stop() {
    stopped = true;
    registration.clean();
  }

  /// On the cleaner's thread, when the handle is gone.
  @Override
  public void run() {
    if (stopped) {
      return;
    }
    IllegalStateException here = new IllegalStateException("it was paused here");
    here.setStackTrace(line.trace().toArray(StackTraceElement[]::new));
    Failures.log(
        line + " was forgotten unfinished, and is closed now: close it, or drive it to its end",
        here);
    Platform.begin(this::end); // what its `finally` blocks wait for must not hold up the others
  }

  private void end() {
    try {
      line.endWithOwner();
    } catch (Throwable e) {
      Failures.log(line + " failed when it was closed", e);
    }
  }
}
