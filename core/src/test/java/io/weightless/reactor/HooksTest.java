package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HooksTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void beforeWaitComesAfterTheTimersAndAfterWaitBeforeTheReadyTasks() {
    world.prepare(() -> {
      reactor.everyStep(world.marks("repeating"));
      reactor.afterWait(world.marks("after"));
      reactor.beforeWait(world.marks("before"));
      reactor.after(Duration.ZERO, world.marks("timer"));
    });
    reactor.post(world.marks("ready"));
    world.backend.arrive(() -> world.trail.add("input"));

    reactor.step();

    assertThat(world.trail)
        .containsExactly("timer", "before", "input", "after", "ready", "repeating");
  }

  @Test
  void theyDoNotKeepTheReactorFromWaitingNorCountAsWork() {
    world.prepare(() -> {
      reactor.beforeWait(world.marks("before"));
      reactor.afterWait(world.marks("after"));
    });
    world.backend.timeouts.clear();

    assertThat(reactor.step()).isFalse();
    reactor.step(Duration.ofSeconds(1));

    assertThat(world.trail).containsExactly("before", "after", "before", "after");
    assertThat(world.backend.timeouts).containsExactly(0L, 1_000_000_000L);
  }

  @Test
  void whatBeforeWaitMakesReadyRunsInTheSameStepWithoutAWait() {
    world.prepare(() -> reactor.beforeWait(() -> reactor.post(world.marks("posted"))));
    world.backend.timeouts.clear();

    reactor.step(Duration.ofSeconds(1));

    assertThat(world.trail).containsExactly("posted");
    assertThat(world.backend.timeouts).containsExactly(0L);
  }

  @Test
  void whatBeforeWaitAddsIsNotKeptWaiting() {
    for (boolean repeating : new boolean[] {true, false}) {
      world.prepare(() ->
          reactor.beforeWait(() -> {
            if (world.trail.isEmpty()) {
              world.trail.add("added");
              Repeating _ =
                  repeating
                      ? reactor.everyStep(world.marks("repeating"))
                      : reactor.beforeWait(world.marks("before"));
            }
          }));
      world.backend.timeouts.clear();

      reactor.step(Duration.ofSeconds(1));

      assertThat(world.backend.timeouts).containsExactly(0L);
    }
  }

  @Test
  void oneThatIsCancelledRunsNoMoreAndOneThatIsAddedRunsFromTheNextStep() {
    Repeating[] second = new Repeating[1];
    world.prepare(() -> {
      reactor.beforeWait(() -> {
        world.trail.add("first");
        second[0].cancel();
        reactor.afterWait(world.marks("added"));
      });
      second[0] = reactor.beforeWait(world.marks("second"));
    });

    reactor.step();
    assertThat(world.trail).containsExactly("first");
    reactor.step();

    assertThat(world.trail).containsExactly("first", "first", "added");
  }

  @Test
  void theTimeoutIsThatOfTheNextTimer() {
    assertThat(reactor.timeout()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));

    world.prepare(() -> reactor.after(Duration.ofSeconds(3), () -> {}));
    assertThat(reactor.timeout()).isEqualTo(Duration.ofSeconds(3));

    world.clock.advance(Duration.ofSeconds(4));
    assertThat(reactor.timeout()).isZero();
  }

  @Test
  void theTimeoutIsZeroUntilAHookBeforeTheWaitHasRunOnce() {
    world.prepare(() -> reactor.beforeWait(world.marks("before")));
    assertThat(reactor.timeout()).isZero();

    reactor.step();
    assertThat(world.trail).containsExactly("before");
    assertThat(reactor.timeout()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void theTimeoutIsZeroWhileSomethingIsReady() {
    reactor.post(() -> {});
    assertThat(reactor.timeout()).isZero();

    reactor.step();
    assertThat(reactor.timeout()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));

    world.prepare(() -> reactor.everyStep(() -> {}));
    assertThat(reactor.timeout()).isZero();
  }
}
