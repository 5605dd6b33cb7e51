package io.weightless.scope;

import static io.weightless.scope.Waiting.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Waiting.Way;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each way to wait for time, for a task, for tasks of one's own and for a turn, against each
/// cancellation of it: before, during, in the same step as its answer, and after. (`sync` has a
/// matrix of its own for what is granted once.)
class ScopeWaitMatrixTest {
  private static final String TOLD_AFTERWARDS = "; then Cancelled, Cancelled";

  /// Whose cancellation the waiting task sees.
  enum By {
    ITS_TASK,
    ITS_SCOPE,
    A_SCOPE_FAR_AROUND,
    THE_REACTOR
  }

  enum When {
    BEFORE,
    DURING,
    JUST_BEFORE,
    JUST_AFTER,
    AFTER
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWasCancelledBeforeDoesNotWait(Way way) {
    for (By by : By.values()) {
      assertThat(played(way, When.BEFORE, by))
          .as("%s", by)
          .containsExactly("Cancelled, flag true@0" + TOLD_AFTERWARDS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "YIELD")
  void oneThatIsCancelledWhileItWaitsIsOutAtOnceAndTheOthersHaveTheirAnswersInOrder(Way way) {
    String second = way.isImmediate() ? "@0" : "@1";
    String answered = ": answer" + (way.isImmediate() ? "@0" : "@2");
    for (By by : By.values()) {
      List<Object> trail = played(way, When.DURING, by);

      assertThat(trail).as("%s", by).startsWith("Cancelled, flag true" + second + TOLD_AFTERWARDS);
      if (by != By.THE_REACTOR) {
        assertThat(trail).containsSubsequence("first" + answered, "next" + answered).hasSize(3);
      }
    }
  }

  /// Its tasks have given the answer before they could be told.
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"YIELD"})
  void oneThatIsCancelledInTheStepOfItsAnswerButBeforeHasItOnlyWhenItIsOfItsOwnTasks(Way way) {
    String outcome = way.isOfItsOwnTasks() ? ANSWER : "Cancelled";
    for (By by : By.values()) {
      assertThat(played(way, When.JUST_BEFORE, by))
          .as("%s", by)
          .containsExactly(outcome + ", flag true" + answered(way) + TOLD_AFTERWARDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledInTheStepOfItsAnswerButAfterHasItAndIsToldAtTheNextWait(Way way) {
    for (By by : By.values()) {
      assertThat(played(way, When.JUST_AFTER, by))
          .as("%s", by)
          .containsExactly(ANSWER + ", flag true" + answered(way) + TOLD_AFTERWARDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledAfterwardsIsToldAtTheNextWait(Way way) {
    for (By by : By.values()) {
      assertThat(played(way, When.AFTER, by))
          .as("%s", by)
          .containsExactly(ANSWER + ", flag false" + answered(way) + TOLD_AFTERWARDS);
    }
  }

  /// (A race ends by a cancellation of its scope, and can't tell whose the flag was.)
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RACE")
  void anInterruptDoesNotEndItAndTheFlagIsThereAfterwards(Way way) {
    try (Stage stage = new Stage()) {
      stage.run(() ->
          Scope.run(scope -> {
            Waiting waiting = way.on(stage, scope);
            Thread waiter = Thread.currentThread();
            scope.start("interrupter", () -> waiting.during(waiter::interrupt));
            stage.markAt(waiting.outcome() + ", flag " + Thread.interrupted());
            return null;
          }));

      assertThat(stage.trail).containsExactly(ANSWER + ", flag true" + answered(way));
    }
  }

  private static String answered(Way way) {
    return way.isImmediate() ? "@0" : "@2";
  }

  private static List<Object> played(Way way, When when, By by) {
    try (Stage stage = new Stage()) {
      new Cell(stage, way, when, by).play();
      stage.clock.advance(Duration.ofDays(100));
      assertThat(stage.reactor.step()).as("a timer is left behind").isFalse();
      assertThat(stage.reactor.tasks()).as("tasks that are left behind").isEmpty();
      return stage.trail;
    }
  }

  private static final class Cell {
    private final Stage stage;
    private final Way way;
    private final When when;
    private final By by;
    private final Waiting[] waiting = new Waiting[1];
    private @Nullable Runnable cancel;
    private int waiters;

    Cell(Stage stage, Way way, When when, By by) {
      this.stage = stage;
      this.way = way;
      this.when = when;
      this.by = by;
    }

    void play() {
      try {
        stage.run(() -> {
          Carrier carrier = Carrier.current();
          Scope.run(this::play);
          assertThat(carrier.guests.isEmpty()).isTrue();
        });
      } catch (Cancelled ofTheReactor) {
        assertThat(ofTheReactor.origin()).isSameAs(this);
      }
    }

    private @Nullable Void play(Scope scope) {
      waiting[0] = way.on(stage, scope);
      if (when == When.DURING) {
        startOther(scope, "first");
      }
      if (when == When.JUST_BEFORE) {
        waiting[0].justBefore(this::cancel);
      }
      startVictim(scope);
      if (when == When.JUST_AFTER) {
        waiting[0].justAfter(this::cancel);
      }
      if (when == When.DURING) {
        waiting[0].during(this::cancel);
        startOther(scope, "next");
      }
      return null;
    }

    private void cancel() {
      Objects.requireNonNull(cancel).run();
    }

    private void startOther(Scope scope, String name) {
      scope.start(
          name,
          () -> {
            waiters++;
            stage.markAt(name + ": " + waiting[0].await());
          });
      untilOneMoreWaits();
    }

    private void untilOneMoreWaits() {
      int before = waiters;
      while (waiters == before) {
        Task.yield();
      }
    }

    private void startVictim(Scope scope) {
      switch (by) {
        case ITS_TASK -> {
          Task<?> task = scope.start("victim", this::probe);
          cancel = () -> task.cancel("enough");
        }
        case ITS_SCOPE -> scope.start("victim", () -> inScope(_ -> probe()));
        case A_SCOPE_FAR_AROUND ->
            scope.start("around", () -> inScope(_ -> inTaskOfScope(this::probe)));
        case THE_REACTOR -> {
          Carrier carrier = Carrier.current();
          cancel = () -> carrier.end(() -> new Cancelled("enough", this));
          scope.start("victim", this::probe);
        }
      }
      if (when != When.BEFORE || by != By.THE_REACTOR) {
        untilOneMoreWaits();
      }
    }

    private void inScope(Consumer<Scope> body) {
      try {
        Scope.run(scope -> {
          cancel = () -> scope.cancel("enough");
          body.accept(scope);
          return null;
        });
      } catch (CancellationException ended) {
        assertThat(ended).hasMessage("enough");
      }
      assertThat(Thread.currentThread().isInterrupted()).as("flag behind the scope").isFalse();
    }

    private static void inTaskOfScope(Runnable work) {
      Scope.run(scope -> scope.start("victim", work::run));
    }

    private void probe() {
      if (when == When.BEFORE) {
        cancel();
      }
      waiters++;
      String seen = waiting[0].outcome();
      seen += ", flag " + Thread.currentThread().isInterrupted();
      seen += "@" + stage.clock.nanos() / 1_000_000_000;
      if (when == When.AFTER) {
        cancel();
      }
      stage.mark(seen + "; then " + Waiting.outcome(Task::yield) + ", " + waiting[0].outcome());
    }
  }
}
