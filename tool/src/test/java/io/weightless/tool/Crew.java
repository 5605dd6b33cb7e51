package io.weightless.tool;

import io.weightless.http.admin.Watched;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Workers of a test, on virtual time: what they said, and how they paused, which takes no time.
final class Crew implements AutoCloseable {
  static final Duration GRACE = Duration.ofSeconds(30);

  /// Written by all workers, which take turns at it as at standard error.
  private final StringWriter said = new StringWriter();

  final LinkedBlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
  final Voice voice = new Voice(new PrintWriter(said), () -> false);
  Supplier<Reactor> reactors = Crew::virtualReactor;
  Workers.Pauses pausing = this::noPause;
  Duration grace = GRACE;
  final Watched watched = new Watched();
  private @Nullable Workers workers;

  static Reactor virtualReactor() {
    return Reactor.open(new PatientClock(), new SplittableRandom(1), Limits.DEFAULT);
  }

  /// A virtual clock that does not jump over more than a day: what sleeps longer waits for the
  /// test.
  record PatientClock(VirtualClock clock) implements Clock {
    PatientClock() {
      this(new VirtualClock());
    }

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public long nanosUntil(long deadline) {
      long nanos = deadline - nanos();
      return nanos > Duration.ofDays(1).toNanos() ? nanos : clock.nanosUntil(deadline);
    }
  }

  private boolean noPause(CountDownLatch told, Duration pause) {
    pauses.add(pause);
    return told.getCount() == 0;
  }

  Workers start(int count, Life.Beginning life) throws Exception {
    return start(count, life, voice);
  }

  Workers start(int count, Life.Beginning life, Voice voice) throws Exception {
    workers =
        Workers.start(new Workers.Plan(count, reactors, life, grace, watched), voice, pausing);
    return workers;
  }

  /// Drains, and waits until all have ended.
  void end() {
    if (workers == null) {
      return;
    }
    workers.drain();
    try {
      workers.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<String> said() {
    return said.toString().lines().toList();
  }

  @Override
  public void close() {
    end();
  }

  /// What a life does when it is to end.
  interface Draining {
    boolean within(Duration grace) throws Exception;
  }

  static Life idle(int connections) {
    return life(connections, _ -> true);
  }

  static Life life(int connections, Draining draining) {
    return new Life() {
      @Override
      public int connections() {
        return connections;
      }

      @Override
      public boolean drain(Duration grace) {
        try {
          return draining.within(grace);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
