package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DrainTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void whatRunsFinishesAndNothingNewBegins() {
    stage.run(() ->
        stage.markAt(
            Scope.run(scope -> {
              Task<String> running = scope.start("running", () -> after(2));
              scope.drain(Deadline.after(seconds(3)));
              stage.mark(thrownBy(() -> scope.start("late", () -> after(0))).getMessage());
              return running.await();
            })));

    assertThat(stage.trail)
        .containsExactly("can't start 'late': its scope is draining", "finished@2");
  }

  @Test
  void whatIsLeftAtTheEndIsCancelled() {
    stage.run(() ->
        stage.markAt(
            thrownBy(() ->
                    Scope.run(scope -> {
                      scope.start("running", () -> after(4));
                      scope.drain(Deadline.after(seconds(3)));
                      return "lost";
                    }))
                .getMessage()));

    assertThat(stage.trail).containsExactly("the deadline of PT3S passed@3");
  }

  @Test
  void theEarlierOfTwoDeadlinesHolds() {
    stage.run(() -> {
      stage.markAt(
          thrownBy(() -> Scope.run(Deadline.after(seconds(1)), this::drained)).getMessage());
      stage.markAt(
          thrownBy(() -> Scope.run(Deadline.after(seconds(9)), this::drained)).getMessage());
    });

    assertThat(stage.trail)
        .containsExactly("the deadline of PT1S passed@1", "the deadline of PT3S passed@4");
    assertThat(stage.reactor.step()).as("a timer is left").isFalse();
  }

  private String drained(Scope scope) {
    scope.drain(Deadline.after(seconds(3)));
    return after(20);
  }

  @Test
  void aScopeInsideMayStillStartWhatItNeeds() {
    stage.run(() ->
        stage.mark(
            Scope.run(scope -> {
              Task<String> running =
                  scope.start(
                      "running",
                      () -> {
                        sleep(1);
                        return Scope.run(inner -> inner.start("inside", () -> after(1)).await());
                      });
              scope.drain(Deadline.after(seconds(3)));
              return running.await();
            })));

    assertThat(stage.trail).containsExactly("finished");
  }

  @Test
  void drainingWhatHasEndedDoesNothing() {
    stage.run(() -> {
      Scope ended = Scope.run(scope -> scope);
      ended.drain(Deadline.after(seconds(3)));
      stage.mark("nothing");
    });

    assertThat(stage.clock.nanos()).isZero();
  }

  private static String after(long seconds) {
    sleep(seconds);
    return "finished";
  }
}
