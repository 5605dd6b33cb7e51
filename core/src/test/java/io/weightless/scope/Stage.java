package io.weightless.scope;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.reactor.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A reactor on virtual time, and the trail of what happened on it, with the second of each event
/// where that matters.
final class Stage implements AutoCloseable {
  final VirtualClock clock = new VirtualClock();
  final Reactor reactor;
  final List<Object> trail = new ArrayList<>();

  Stage() {
    this(Limits.DEFAULT);
  }

  Stage(Limits limits) {
    reactor = Reactor.open(clock, new SplittableRandom(42), limits);
  }

  /// Runs `body` as the main task.
  <X extends Exception> void run(Work<X> body) throws X {
    reactor.run(body);
    if (!reactor.tasks().isEmpty()) {
      throw new AssertionError("tasks outlived their scopes: " + reactor);
    }
  }

  void mark(Object event) {
    trail.add(event);
  }

  /// The event with the seconds that have passed.
  void markAt(Object event) {
    trail.add(event + "@" + clock.nanos() / 1_000_000_000);
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  static void sleep(long seconds) {
    Task.sleep(seconds(seconds));
  }

  static void sleepForEver() {
    Task.sleep(Duration.ofDays(10_000));
  }

  /// What `work` throws.
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
