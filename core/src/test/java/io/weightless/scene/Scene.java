package io.weightless.scene;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.reactor.Work;
import io.weightless.scope.Body;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A reactor on virtual time, and the trail of what happened on it, with the second of each event
/// where that matters.
public final class Scene implements AutoCloseable {
  public final VirtualClock clock = new VirtualClock();
  public final Reactor reactor = Reactor.open(clock, new SplittableRandom(42), Limits.DEFAULT);
  public final List<Object> trail = new ArrayList<>();

  /// Runs `body` in a scope of the main task.
  public <X extends Exception> void run(Body<?, X> body) throws X {
    reactor.run(() -> Scope.run(body));
    if (!reactor.tasks().isEmpty()) {
      throw new AssertionError("tasks outlived their scopes: " + reactor);
    }
  }

  public void mark(Object event) {
    trail.add(event);
  }

  /// The event with the seconds that have passed.
  public void markAt(Object event) {
    trail.add(event + "@" + clock.nanos() / 1_000_000_000);
  }

  public static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  public static void sleep(long seconds) {
    Task.sleep(seconds(seconds));
  }

  /// Lets everything run that can without time passing.
  public static void settle() {
    Task.sleep(Duration.ZERO);
    Task.sleep(Duration.ZERO);
  }

  /// What `work` throws.
  public static Throwable thrownBy(Work<?> work) {
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
