package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void drivenFromATaskOfAnotherCarrierItRunsBetweenTwoTurnsOfThatOne() {
    Handover body = counting(2);
    loop.start("driver", () -> drive(body));
    loop.start("other", () -> trail.add("other"));
    loop.drain();

    assertThat(trail).containsExactly("other", "body 1", "driver", "body 2", "driver");
  }

  @Test
  void aBodyDrivesAnother() {
    drive(
        new Handover(
            "outer",
            outer -> {
              Handover inner = counting(2);
              while (!inner.isDone()) {
                inner.resume();
                outer.pause();
              }
            }));

    assertThat(trail).containsExactly("body 1", "driver", "body 2", "driver", "driver");
  }

  @Test
  void aBodyThatHasPromisedNotToWaitIsRefusedThePauseAndGoesOn() {
    drive(
        new Handover(
            "holding",
            body -> {
              Strand.current().hold(true);
              assertThatThrownBy(body::pause).isInstanceOf(Pinned.class);
              assertThatThrownBy(body::resume).hasMessageContaining("RUNNING");
              Strand.current().hold(false);
              body.pause();
              trail.add("after the pause");
            }));

    assertThat(trail).containsExactly("driver", "after the pause", "driver");
  }

  @Test
  void aBodyStepsAnotherLoopWhichAPlatformThreadThenRuns() {
    Loop inner = new Loop();
    inner.start("inner", () -> trail.add("inner"));
    drive(new Handover("stepping", _ -> Platform.call(inner::drain)));

    assertThat(trail).containsExactly("inner", "driver");
  }

  @Test
  void manyThatEndedAreForgotten() {
    int before = Watchdog.watched();
    for (int i = 0; i < 100; i++) {
      new Handover("short", _ -> {}).resume();
    }

    assertThat(Watchdog.watched()).isEqualTo(before);
  }

  @Test
  void aFailureOfTheBodyIsThrownToWhoeverResumedIt() {
    Handover failing =
        new Handover(
            "failing",
            self -> {
              self.pause();
              throw new IllegalArgumentException("bad");
            });
    failing.resume();

    assertThatThrownBy(failing::resume).isInstanceOf(IllegalArgumentException.class);
    assertThat(failing.isDone()).isTrue();
  }

  @Test
  void anEndedBodyCannotBeResumed() {
    Handover body = new Handover("short", self -> {});
    body.resume();

    assertThatThrownBy(body::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'short' is DONE, not paused");
  }

  @Test
  void aBodyCannotResumeItself() {
    List<Handover> self = new ArrayList<>();
    self.add(new Handover("self", me -> me.resume()));

    assertThatThrownBy(() -> self.getFirst().resume())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'self' is RUNNING, not paused");
  }

  @Test
  void endingAPausedBodyRunsItsFinallyBlocks() {
    Error reason = new Error("enough");
    Handover body =
        new Handover(
            "endless",
            self -> {
              try {
                self.pause();
              } finally {
                trail.add("finally");
              }
            });
    body.resume();

    assertThatThrownBy(() -> body.end(reason)).isSameAs(reason);
    assertThat(trail).containsExactly("finally");
    assertThat(body.isDone()).isTrue();
  }

  @Test
  void endingABodyThatNeverRanLeavesNothing() {
    loop.start(
        "owner",
        () -> {
          Handover body = new Handover("never", self -> trail.add("ran"));
          body.end(new Error("enough"));
          trail.add(body.isDone());
        });
    loop.drain();

    assertThat(trail).containsExactly(true);
    assertThat(loop.carrier.strands().count()).isZero();
  }

  @Test
  void aBodyOfAReactorIsDrivenByItsTasksOnly() {
    List<Handover> body = new ArrayList<>();
    loop.start("owner", () -> body.add(counting(1)));
    loop.drain();

    assertThatThrownBy(() -> body.getFirst().resume())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("drive it from a task of that reactor");
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
        new Handover(
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

  private Handover counting(int turns) {
    return new Handover(
        "counting",
        self -> {
          for (int i = 1; i < turns; i++) {
            trail.add("body " + i);
            self.pause();
          }
          trail.add("body " + turns);
        });
  }

  private void drive(Handover body) {
    while (!body.isDone()) {
      body.resume();
      trail.add("driver");
    }
  }
}
