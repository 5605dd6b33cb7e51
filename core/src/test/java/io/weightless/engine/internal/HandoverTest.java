package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.testkit.FastEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Loop loop = new Loop();
  private final List<Object> trail = new ArrayList<>();

  @Test
  void driverAndBodyTakeTurnsBeforeAllThatIsReady() {
    loop.start("driver", () -> drive(counting(2)));
    loop.start("other", () -> trail.add("other"));
    loop.drain();

    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver", "other");
  }

  @Test
  void drivenFromAPlainThreadTheBodyRunsOnThatThreadsCarrier() {
    drive(counting(3));

    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver", "body 3", "driver");
  }

  @Test
  void drivenFromADefaultVirtualThreadItRunsOnAPlatformThread() throws InterruptedException {
    Thread driver = Thread.ofVirtual().start(() -> drive(counting(2)));
    driver.join();

    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver");
  }

  @Test
  void aBodyDrivesAnother() {
    drive(
        new Stack(
            "outer",
            outer -> {
              Stack inner = counting(2);
              while (!inner.isDone()) {
                inner.go();
                outer.stop();
              }
            }));

    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver", "driver");
  }

  @Test
  void aBodyThatHasPromisedNotToWaitIsRefusedThePauseAndGoesOn() {
    drive(
        new Stack(
            "holding",
            body -> {
              Strand.current().hold(true);
              assertThatThrownBy(body::stop).isInstanceOf(Pinned.class);
              assertThatThrownBy(body::go).hasMessageContaining("RUNNING");
              Strand.current().hold(false);
              body.stop();
              trail.add("after the pause");
            }));

    assertThat(trail).containsExactly("driver", "after the pause", "driver");
  }

  @Test
  void aBodyStepsAnotherLoopWhichAPlatformThreadThenRuns() {
    Loop inner = new Loop();
    inner.start("inner", () -> trail.add("inner"));
    drive(new Stack("stepping", _ -> Platform.call(inner::drain)));

    assertThat(trail).containsExactly("inner", "driver");
  }

  @Test
  void manyThatEndedAreForgotten() {
    int before = Watchdog.watched();
    for (int i = 0; i < 100; i++) {
      new Stack("short", _ -> {}).go();
    }

    assertThat(Watchdog.watched()).isEqualTo(before);
  }

  @Test
  void anEndedBodyCannotBeResumed() {
    Stack body = new Stack("short", self -> {});
    body.go();

    assertThatThrownBy(body::go)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'short' is DONE, not paused");
  }

  @Test
  void aBodyCannotResumeItself() {
    List<Stack> self = new ArrayList<>();
    self.add(new Stack("self", me -> me.go()));

    assertThatThrownBy(() -> self.getFirst().go())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'self' is RUNNING, not paused");
  }

  @Test
  void aBodyOfAReactorIsDrivenByItsTasksOnly() {
    Stack body = counting(2);
    loop.start(
        "owner",
        () -> {
          body.go();
          Platform.call(() -> trail.add(catchThrowable(body::go)));
        });
    loop.drain();

    assertThat(trail.get(1))
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            e -> assertThat(e).hasMessageContaining("drive it from a task of that reactor"));
  }

  @Test
  void itIsNotInterruptedByTheFlagOfTheThreadThatDrivesIt() {
    Thread.currentThread().interrupt();
    drive(counting(2));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver");
  }

  @Test
  @FastEngine
  void aBodyThatWaitsInTheJdkIsWaitedForWhereThereIsNoReactor() {
    BlockingQueue<String> later = new LinkedBlockingQueue<>();
    drive(
        new Stack(
            "waiter",
            self -> {
              Thread.ofPlatform().start(() -> later.add("came"));
              try {
                trail.add(later.poll(20, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            }));

    assertThat(trail).containsExactly("came", "driver");
  }

  private Stack counting(int turns) {
    return new Stack(
        "counting",
        self -> {
          for (int i = 1; i < turns; i++) {
            trail.add("body " + i);
            self.stop();
          }
          trail.add("body " + turns);
        });
  }

  private void drive(Stack body) {
    while (!body.isDone()) {
      body.go();
      trail.add("driver");
    }
  }
}
