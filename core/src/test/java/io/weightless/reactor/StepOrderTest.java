package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StepOrderTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void aStepIsTimersThenInputThenReadyThenRepeating() {
    world.prepare(() -> {
      reactor.everyStep(world.marks("repeating"));
      reactor.after(Duration.ZERO, world.marks("timer"));
    });
    reactor.post(world.marks("ready"));
    world.backend.arrive(() -> world.trail.add("input"));

    assertThat(reactor.step()).isTrue();

    assertThat(world.trail).containsExactly("timer", "input", "ready", "repeating");
  }

  @Test
  void whatTimersAndInputMakeReadyRunsInTheSameStep() {
    world.prepare(() -> reactor.after(Duration.ZERO, () -> reactor.post(world.marks("of timer"))));
    world.backend.arrive(() -> reactor.post(world.marks("of input")));

    reactor.step();

    assertThat(world.trail).containsExactly("of timer", "of input");
  }

  @Test
  void aTimerThatATimerAddsWaitsForTheNextStep() {
    world.prepare(() ->
        reactor.after(
            Duration.ZERO,
            () -> {
              world.trail.add("first");
              reactor.after(Duration.ZERO, world.marks("added"));
            }));

    reactor.step();
    assertThat(world.trail).containsExactly("first");
    reactor.step();

    assertThat(world.trail).containsExactly("first", "added");
  }

  @Test
  void aRepeatingCallbackAddedInAStepRunsFromTheNextStepWhoeverAddsIt() {
    world.prepare(() -> reactor.after(Duration.ZERO, () -> everyStep("of timer")));
    world.backend.arrive(() -> everyStep("of input"));
    reactor.post(() -> everyStep("of ready"));

    reactor.step();
    assertThat(world.trail).isEmpty();
    reactor.step();

    assertThat(world.trail).containsExactly("of timer", "of input", "of ready");
  }

  @Test
  void aRepeatingCallbackAddedByAnotherRunsFromTheNextStep() {
    world.prepare(() -> {
      reactor.everyStep(() -> {
        world.trail.add("first");
        if (world.trail.size() == 1) {
          everyStep("added");
        }
      });
    });

    reactor.step();
    assertThat(world.trail).containsExactly("first");
    reactor.step();

    assertThat(world.trail).containsExactly("first", "first", "added");
  }

  @Test
  void aTimerCancelledByATimerOfTheSameInstantDoesNotRun() {
    Timer[] second = new Timer[1];
    world.prepare(() -> {
      reactor.after(Duration.ZERO, () -> world.trail.add(second[0].cancel()));
      second[0] = reactor.after(Duration.ZERO, world.marks("cancelled"));
      reactor.after(Duration.ZERO, world.marks("third"));
    });

    reactor.step();

    assertThat(world.trail).containsExactly(true, "third");
  }

  @Test
  void aRepeatingCallbackCancelledByAnotherDoesNotRunAnyMore() {
    Repeating[] second = new Repeating[1];
    world.prepare(() -> {
      reactor.everyStep(() -> {
        world.trail.add("first");
        second[0].cancel();
      });
      second[0] = reactor.everyStep(world.marks("second"));
      everyStep("third");
    });

    reactor.step();
    reactor.step();

    assertThat(world.trail).containsExactly("first", "third", "first", "third");
    assertThat(second[0].isCancelled()).isTrue();
  }

  @Test
  void aRepeatingCallbackThatCancelsItselfHasRunOnce() {
    Repeating[] self = new Repeating[1];
    world.prepare(() ->
        self[0] =
            reactor.everyStep(() -> {
              world.trail.add("once");
              self[0].cancel();
            }));

    assertThat(reactor.step()).isTrue();
    assertThat(reactor.step()).isFalse();

    assertThat(world.trail).containsExactly("once");
  }

  @Test
  void readyTasksRunInTheOrderInWhichTheyBecameReady() {
    for (String name : List.of("a", "b", "c")) {
      reactor.post(() -> Strand.start(name, Life.of(world.marks(name))));
    }
    reactor.step();

    assertThat(world.trail).containsExactly("a", "b", "c");
  }

  @Test
  void aStepWithNothingToDoSaysSoAndDoesNotWait() {
    assertThat(reactor.step()).isFalse();

    assertThat(world.backend.timeouts).containsExactly(0L);
  }

  @Test
  void aTaskThatIsAlwaysReadyKeepsNeitherTimersNorInputWaiting() {
    int[] turns = {0};
    reactor.post(() ->
        Strand.start(
            "always ready",
            Life.of(() -> {
              while (turns[0]++ < 10_000) {
                Suspension.yield();
              }
            })));
    reactor.post(() -> reactor.after(Duration.ZERO, world.marks("timer")));

    reactor.step();
    world.backend.arrive(() -> world.trail.add("input"));
    reactor.step();

    assertThat(world.trail).containsExactly("timer", "input");
    assertThat(turns[0]).isLessThan(1_000);
    reactor.run(() -> {}); // lets it end
  }

  private void everyStep(String mark) {
    reactor.everyStep(world.marks(mark));
  }
}
