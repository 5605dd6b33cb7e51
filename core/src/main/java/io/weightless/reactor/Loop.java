package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Debts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reactor does at each step: timers, then input and output, then ready tasks, then
/// repeating callbacks.
final class Loop {
  /// How many turns a step gives to what is ready before it looks at timers and input again.
  private static final int TURNS_PER_STEP = 256;

  /// And how long at most, but for eight turns: or a deadline would pass unseen while tasks compute
  /// and yield by turns.
  private static final long NANOS_PER_STEP = 500_000;

  private final Reactor reactor;
  private final Carrier carrier;
  private final Timers timers;
  private final Backend backend;
  final RepeatingCallbacks beforeWait;
  final RepeatingCallbacks afterWait;
  final RepeatingCallbacks atEnd;

  /// Set while the carrier is entered, or by the one that is installed.
  private volatile @Nullable Embedding embedding;

  Loop(Reactor reactor, Carrier carrier, Timers timers, Backend backend) {
    this.reactor = reactor;
    this.carrier = carrier;
    this.timers = timers;
    this.backend = backend;
    beforeWait = new RepeatingCallbacks(carrier::turn);
    afterWait = new RepeatingCallbacks(carrier::turn);
    atEnd = new RepeatingCallbacks(carrier::turn);
  }

  /// Makes the calling thread the one that steps. Pairs with [#exit].
  ///
  /// @throws IllegalStateException when the reactor is being run already, or closed
  void enter() {
    carrier.enter();
    stepBegins();
  }

  /// The same, and false where that throws.
  boolean tryEnter() {
    boolean entered = carrier.tryEnter();
    if (entered) {
      stepBegins();
    }
    return entered;
  }

  private void stepBegins() {
    Embedding outside = embedding;
    if (outside != null) {
      outside.stepBegins();
    }
  }

  void exit() {
    backend.flush();
    Embedding outside = embedding;
    if (outside == null) {
      carrier.exit();
    } else {
      outside.stepEnds();
    }
  }

  /// What asks for steps now; null is nobody.
  void embed(@Nullable Embedding outside) {
    embedding = outside;
  }

  @Nullable Embedding embedding() {
    return embedding;
  }

  Timers timers() {
    return timers;
  }

  Backend backend() {
    return backend;
  }

  /// One step by hand, or by a foreign loop.
  int step(long nanos) {
    Embedding outside = embedding;
    return outside == null ? turn(nanos) : outside.turn(nanos);
  }

  /// One step. Waits for at most `nanos`, and not at all when something can run.
  int turn(long nanos) {
    beforeWait.beginStep();
    afterWait.beginStep();
    atEnd.beginStep();
    int ran = timers.count() == 0 ? 0 : timers.fire(reactor.clock().nanos());
    beforeWait.run();
    boolean mayWait = nanos > 0 && ran == 0 && !hasWork() && carrier.fallAsleep();
    try {
      if (mayWait && isStuck()) {
        throw deadlock();
      }
      ran += mayWait ? await(nanos) : poll(0);
    } finally {
      if (mayWait) {
        carrier.awaken();
      }
    }
    afterWait.run();
    ran += carrier.drain(TURNS_PER_STEP, NANOS_PER_STEP);
    return ran + atEnd.run();
  }

  /// How long a step that begins now would wait.
  long timeout() {
    return hasWork() ? 0 : timers.nanosLeft(reactor.clock().nanos());
  }

  /// Whether a step that waited now would keep something waiting: what is ready, or a callback that
  /// waits for nothing itself.
  private boolean hasWork() {
    return atEnd.hasAny() || beforeWait.hasNew() || carrier.hasReady();
  }

  /// Whether nothing can happen any more. Where time is real an answer may come from anywhere.
  private boolean isStuck() {
    return timers.count() == 0
        && reactor.clock().isVirtual()
        && backend.isQuiet()
        && carrier.isStuck();
  }

  private Deadlock deadlock() {
    List<TaskInfo> tasks = reactor.tasks();
    return new Deadlock(
        tasks,
        Debts.circle(carrier.strands().living()).stream()
            .flatMap(strand -> tasks.stream().filter(task -> task.thread() == strand.thread()))
            .toList());
  }

  /// On virtual time what is here already comes before the time passes: input, and what another
  /// thread has posted.
  private int await(long nanos) {
    if (timers.count() > 0 && reactor.clock().isVirtual() && !backend.isQuiet()) {
      int came = poll(0);
      if (came > 0 || hasWork()) {
        return came;
      }
    }
    return poll(Math.min(nanos, timers.nanosToNext(reactor.clock())));
  }

  /// A failure is thrown by a turn of its own, behind what is ready: so tasks can still unwind when
  /// every poll fails.
  private int poll(long nanos) {
    try {
      return backend.poll(nanos);
    } catch (IOException e) {
      carrier
          .failures()
          .end(new UncheckedIOException("the backend '" + reactor.backendName() + "' failed", e));
    } catch (RuntimeException | Error e) {
      carrier.post(
          "a callback of the backend '" + reactor.backendName() + "'",
          () -> {
            throw e;
          });
    }
    return 0;
  }

  /// For the end of the reactor: none of its callbacks runs any more.
  void forgetCallbacks() {
    timers.clear();
    beforeWait.clear();
    afterWait.clear();
    atEnd.clear();
  }
}
