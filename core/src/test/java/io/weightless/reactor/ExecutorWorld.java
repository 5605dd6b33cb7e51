package io.weightless.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A reactor on virtual time, an executor of it, and the trail of what happened.
final class ExecutorWorld implements AutoCloseable {
  private static final long A_SECOND = 1_000_000_000;

  final VirtualClock clock = new VirtualClock();
  final Reactor reactor;
  final ReactorExecutor executor;
  final List<Object> trail = Collections.synchronizedList(new ArrayList<>());

  ExecutorWorld() {
    this(Limits.DEFAULT);
  }

  ExecutorWorld(Limits limits) {
    reactor = Reactor.open(clock, new SplittableRandom(42), limits);
    executor = reactor.executor();
  }

  void mark(Object event) {
    trail.add(event);
  }

  Runnable marks(Object event) {
    return () -> mark(event);
  }

  /// With the seconds that have passed.
  void markAt(Object event) {
    mark(event + "@" + clock.nanos() / A_SECOND);
  }

  Runnable marksAt(Object event) {
    return () -> markAt(event);
  }

  /// Runs `body` as the main task.
  void run(Work<?> body) {
    try {
      reactor.run(body);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Steps until nothing can run any more without time.
  void settle() {
    while (reactor.step()) {
      // again
    }
  }

  /// Jumps on by so many seconds, and runs what is due then.
  void pass(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    settle();
  }

  /// Runs `body` on a thread outside, and the reactor meanwhile.
  <T extends @Nullable Object> T elsewhere(Callable<T> body) {
    FutureTask<T> done = new FutureTask<>(body);
    Thread thread = Thread.ofPlatform().start(done);
    while (!done.isDone()) {
      reactor.step();
    }
    try {
      thread.join();
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  static Throwable thrownBy(Work<?> work) {
    @Nullable Throwable thrown = null;
    try {
      work.run();
    } catch (Throwable e) {
      thrown = e;
    }
    if (thrown == null) {
      throw new AssertionError("it did not throw");
    }
    return thrown;
  }

  @Override
  public void close() {
    reactor.close();
  }
}
