package io.weightless.offload;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.reactor.Work;
import io.weightless.scope.Body;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A reactor on virtual time, which passes when all its tasks wait; an offload; and the trail of
/// what happened on either side.
final class World implements AutoCloseable {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  final Reactor reactor =
      Reactor.open(
          new VirtualClock(), new SplittableRandom(42), io.weightless.reactor.Limits.DEFAULT);
  final List<Object> trail = Collections.synchronizedList(new ArrayList<>());
  final Offload offload;

  World() {
    this(16);
  }

  World(int threads) {
    this(threads, AN_HOUR);
  }

  World(int threads, Duration idle) {
    offload = Offload.open(new Limits(threads, idle));
  }

  void run(Work<?> body) {
    try {
      reactor.run(body);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Runs `body` in a scope, in the main task.
  void runScope(Body<?, ?> body) {
    run(() -> Scope.run(body));
  }

  void mark(Object event) {
    trail.add(event);
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
    offload.close();
  }
}
