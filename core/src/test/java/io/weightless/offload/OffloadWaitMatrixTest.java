package io.weightless.offload;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Repeating;
import io.weightless.reactor.Work;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The waits of an offload against each cancellation of them: before, during, in the same turn as
/// the answer, and after; by a deadline; under a shield.
class OffloadWaitMatrixTest {
  private static final String TOLD = ", flag true; then Cancelled";

  enum Way {
    /// The only thread is busy.
    QUEUED,
    RUNNING,
    STUBBORN,
    ABANDONABLE,

    /// Of the offload, while a job runs.
    CLOSE;

    /// Whether it goes on waiting when it is cancelled.
    boolean insists() {
      return this == STUBBORN || this == CLOSE;
    }

    boolean needsAnotherJob() {
      return this == QUEUED || this == CLOSE;
    }
  }

  enum By {
    ITS_TASK,
    ITS_SCOPE,
    A_SCOPE_AROUND,
    THE_REACTOR
  }

  enum When {
    BEFORE,
    DURING,
    JUST_AFTER,
    AFTER
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWasCancelledBeforeCallsNothingButClosesAllTheSame(Way way) {
    for (By by : By.values()) {
      String outcome = way == Way.CLOSE ? "passed" : "Cancelled";
      assertThat(played(way, When.BEFORE, by)).as("%s", by).containsExactly(outcome + TOLD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledMeanwhileIsOutUnlessItsJobOrItsEndInsists(Way way) {
    for (By by : By.values()) {
      String outcome = way.insists() ? "passed" : "Cancelled";
      assertThat(played(way, When.DURING, by)).as("%s", by).containsExactly(outcome + TOLD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledWhenItsAnswerIsOnItsWayHasIt(Way way) {
    for (By by : By.values()) {
      assertThat(played(way, When.JUST_AFTER, by)).as("%s", by).containsExactly("passed" + TOLD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledAfterwardsIsToldAtTheNextWait(Way way) {
    for (By by : By.values()) {
      assertThat(played(way, When.AFTER, by))
          .as("%s", by)
          .containsExactly("passed, flag false; then Cancelled");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineEndsItUnlessItsJobOrItsEndInsists(Way way) {
    try (World world = new World(1, Duration.ZERO)) {
      Cell cell = new Cell(world, way, When.DURING, By.ITS_TASK);
      world.runScope(scope -> {
        Repeating timeStandsStill = world.reactor.everyStep(() -> {});
        cell.prepare(scope);
        scope.start("late", () -> late(world, cell));
        cell.untilItWaits();
        timeStandsStill.cancel();
        world.reactor.after(Duration.ofSeconds(2), cell.gate::open);
        return null;
      });
      cell.gate.open();

      assertThat(world.trail)
          .containsExactly(way.insists() ? "passed" : "Cancelled", "too late, flag false");
    }
  }

  private static void late(World world, Cell cell) {
    try {
      Scope.run(
          Deadline.after(Duration.ofSeconds(1)),
          _ -> {
            world.mark(cell.outcome());
            Task.yield();
            return null;
          });
    } catch (DeadlineExceeded e) {
      world.mark("too late" + cell.flag());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShieldedOneIsNotInterruptedAndHasItsAnswer(Way way) {
    try (World world = new World(1, Duration.ZERO)) {
      Cell cell = new Cell(world, way, When.DURING, By.ITS_TASK);
      world.runScope(scope -> {
        cell.prepare(scope);
        Task<?> task =
            scope.start(
                "shielded",
                () -> {
                  Scope.shield(_ -> {
                    world.mark(cell.outcome() + cell.flag());
                    return null;
                  });
                  world.mark(Cell.outcome(Task::yield) + cell.flag());
                });
        cell.untilItWaits();
        task.cancel("enough");
        world.reactor.post(cell.gate::open);
        return null;
      });

      assertThat(world.trail).containsExactly("passed, flag false", "Cancelled, flag true");
    }
  }

  private static List<Object> played(Way way, When when, By by) {
    try (World world = new World(1, Duration.ZERO)) {
      new Cell(world, way, when, by).play();
      assertThat(world.reactor.tasks()).isEmpty();
      world.offload.close();
      return world.trail;
    }
  }

  private static final class Cell {
    final Gate gate;
    private final World world;
    private final Way way;
    private final When when;
    private final By by;
    private volatile @Nullable Thread thread;
    private @Nullable Runnable cancel;
    private boolean waits;

    Cell(World world, Way way, When when, By by) {
      this.world = world;
      this.way = way;
      this.when = when;
      this.by = by;
      gate = new Gate(world.reactor);
    }

    void play() {
      try {
        world.runScope(scope -> {
          prepare(scope);
          start(scope);
          act();
          return null;
        });
      } catch (Cancelled ofTheReactor) {
        assertThat(by).isEqualTo(By.THE_REACTOR);
      }
    }

    void prepare(Scope scope) {
      if (way.needsAnotherJob()) {
        scope.start("another", () -> world.offload.call(() -> onThread(gate::passStubbornly)));
        gate.awaitEntered();
      }
    }

    private void start(Scope scope) {
      switch (by) {
        case ITS_TASK -> {
          Task<?> task = scope.start("victim", this::probe);
          cancel = () -> task.cancel("enough");
        }
        case ITS_SCOPE -> scope.start("victim", () -> inScope(this::probe));
        case A_SCOPE_AROUND ->
            scope.start(
                "around",
                () -> inScope(() -> Scope.run(inner -> inner.start("victim", this::probe))));
        case THE_REACTOR -> {
          Carrier carrier = Carrier.current();
          cancel = () -> carrier.end(() -> new Cancelled("enough", this));
          scope.start("victim", this::probe);
        }
      }
    }

    private void inScope(Runnable body) {
      try {
        Scope.run(scope -> {
          cancel = () -> scope.cancel("enough");
          body.run();
          return null;
        });
      } catch (CancellationException ended) {
        assertThat(ended).hasMessage("enough");
      }
    }

    private void act() {
      if (when == When.BEFORE) {
        openSoon();
        return;
      }
      untilItWaits();
      switch (when) {
        case DURING -> {
          cancel();
          if (way != Way.RUNNING) { // the interrupt ends it
            openSoon();
          }
        }
        case JUST_AFTER ->
            world.reactor.post(() -> {
              gate.open();
              joinOnTheLoop();
              cancel();
            });
        default -> gate.open();
      }
    }

    private void openSoon() {
      world.reactor.post(() -> world.reactor.post(gate::open));
    }

    private void cancel() {
      Objects.requireNonNull(cancel).run();
    }

    void untilItWaits() {
      while (!waits) {
        Task.yield();
      }
      Task.yield(); // for the one that a call begins with
      Task.yield();
      gate.awaitEntered();
    }

    private void joinOnTheLoop() {
      try {
        Objects.requireNonNull(thread).join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void probe() {
      if (when == When.BEFORE) {
        cancel();
      }
      String seen = outcome() + flag();
      if (when == When.AFTER) {
        cancel();
      }
      world.mark(seen + "; then " + outcome(Task::yield));
    }

    String flag() {
      return ", flag " + Thread.currentThread().isInterrupted();
    }

    String outcome() {
      waits = true;
      return outcome(() -> {
        switch (way) {
          case QUEUED -> world.offload.call(() -> onThread(() -> "passed"));
          case RUNNING -> world.offload.call(() -> onThread(gate::pass));
          case STUBBORN -> world.offload.call(() -> onThread(gate::passStubbornly));
          case ABANDONABLE -> world.offload.callAbandonable(() -> onThread(gate::passStubbornly));
          case CLOSE -> world.offload.close();
        }
      });
    }

    private <X extends Exception> String onThread(Job<String, X> job) throws X {
      thread = Thread.currentThread();
      return job.run();
    }

    static String outcome(Work<?> wait) {
      try {
        wait.run();
        return "passed";
      } catch (Throwable thrown) {
        return thrown.getClass().getSimpleName();
      }
    }
  }
}
