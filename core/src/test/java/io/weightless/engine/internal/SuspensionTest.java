package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspensionTest {
  private final Loop loop = new Loop();
  private final List<Object> trail = new ArrayList<>();

  @Test
  void aStrandWaitsUntilItIsResumedAndGetsTheValue() {
    List<Suspension<String>> waits = new ArrayList<>();
    loop.start("waiter", () -> trail.add(await(waits)));
    loop.drain();
    assertThat(trail).isEmpty();

    loop.callback(() -> assertThat(waits.getFirst().resume("value")).isTrue());

    assertThat(trail).containsExactly("value");
  }

  @Test
  void aWaitThatIsFailedThrowsTheFailureAsItIs() {
    IOException failure = new IOException("broken");
    List<Suspension<String>> waits = new ArrayList<>();
    loop.start("waiter", () -> trail.add(catching(() -> await(waits))));
    loop.drain();

    loop.callback(() -> waits.getFirst().fail(failure));

    assertThat(trail).containsExactly(failure);
  }

  @Test
  void aSuspensionSettlesOnce() {
    loop.start(
        "waiter",
        () -> {
          Suspension<String> wait = new Suspension<>("an answer");
          trail.add(wait.resume("first"));
          trail.add(wait.resume("second"));
          trail.add(wait.fail(new IOException()));
          trail.add(wait.awaitShielded());
        });
    loop.drain();

    assertThat(trail).containsExactly(true, false, false, "first");
  }

  @Test
  void aWaitThatWasSettledBeforeGivesUpNoTurn() {
    loop.start(
        "waiter",
        () -> {
          Suspension<String> wait = new Suspension<>("an answer");
          wait.resume("early");
          trail.add(wait.awaitShielded());
        });
    loop.start("other", () -> trail.add("other"));
    loop.drain();

    assertThat(trail).containsExactly("early", "other");
  }

  @Test
  void resumedStrandsRunInTheOrderInWhichTheyWereResumed() {
    List<Suspension<String>> waits = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      loop.start("waiter " + i, () -> trail.add(await(waits)));
    }
    loop.drain();

    loop.callback(() -> {
      waits.get(2).resume("c");
      waits.get(0).resume("a");
      waits.get(1).resume("b");
    });

    assertThat(trail).containsExactly("c", "a", "b");
  }

  @Test
  void aCancelledWaitIsWithdrawnAndThrowsAtOnce() {
    Switch cancellation = new Switch();
    loop.start(
        "waiter", cancellation, () -> trail.add(catching(() -> withdrawing(true)).getMessage()));
    loop.drain();

    loop.callback(() -> cancellation.cancel(loop.only()));

    assertThat(trail).containsExactly("withdrawn", "cancelled");
  }

  @Test
  void aWaitThatCannotBeWithdrawnEndsWithItsAnswer() {
    Switch cancellation = new Switch();
    List<Suspension<String>> waits = new ArrayList<>();
    loop.start(
        "waiter",
        cancellation,
        () -> {
          Suspension<String> wait = new Suspension<>("an answer");
          waits.add(wait);
          trail.add(wait.await(() -> false));
        });
    loop.drain();

    loop.callback(() -> cancellation.cancel(loop.only()));
    assertThat(trail).isEmpty();
    loop.callback(() -> waits.getFirst().resume("answer"));

    assertThat(trail).containsExactly("answer");
  }

  @Test
  void resumeAndCancelInTheSameStepGiveTheOneThatCameFirst() {
    Switch cancellation = new Switch();
    List<Suspension<String>> waits = new ArrayList<>();
    loop.start("waiter", cancellation, () -> trail.add(await(waits)));
    loop.drain();

    loop.callback(() -> {
      waits.getFirst().resume("answer");
      cancellation.cancel(loop.only());
    });

    assertThat(trail).containsExactly("answer");
  }

  @Test
  void aCancelledStrandIsToldAgainAtEveryWait() {
    Switch cancellation = new Switch();
    cancellation.cancelled = true;
    loop.start(
        "waiter",
        cancellation,
        () -> {
          for (int i = 0; i < 3; i++) {
            trail.add(catching(() -> withdrawing(true)).getMessage());
          }
          trail.add(catching(() -> checked(Suspension::checkpoint)).getMessage());
          trail.add(catching(() -> checked(Suspension::yield)).getMessage());
        });
    loop.drain();

    assertThat(trail).filteredOn("cancelled"::equals).hasSize(5);
  }

  @Test
  void aCancelledStrandThatSwallowsEverythingLetsTheOthersGoOn() {
    Switch cancellation = new Switch();
    cancellation.cancelled = true;
    boolean[] stop = {false};
    loop.start(
        "stubborn",
        cancellation,
        () -> {
          while (!stop[0]) {
            catching(() -> withdrawing(true));
          }
        });
    loop.start("other", () -> stop[0] = true);

    assertThat(loop.drain()).isLessThan(10);
  }

  @Test
  void withTheInterruptFlagSetAWaitDoesNotSpinAndTheFlagIsThereAfterwards() {
    List<Suspension<String>> waits = new ArrayList<>();
    loop.start(
        "waiter",
        () -> {
          Thread.currentThread().interrupt();
          await(waits);
          trail.add(Thread.currentThread().isInterrupted());
        });
    loop.drain();
    assertThat(loop.drain()).as("turns while it waits").isZero();

    loop.callback(() -> waits.getFirst().resume("go"));

    assertThat(trail).containsExactly(true);
  }

  @Test
  void anInterruptFromOutsideDoesNotEndAWaitOfOurs() throws Exception {
    List<Suspension<String>> waits = new ArrayList<>();
    Strand waiter =
        loop.start(
            "waiter",
            () -> {
              trail.add(await(waits));
              trail.add(Thread.currentThread().isInterrupted());
            });
    loop.drain();
    Thread other = Thread.ofPlatform().start(waiter.thread()::interrupt);
    other.join();
    loop.drain();
    assertThat(loop.drain()).as("turns while it waits").isZero();

    loop.callback(() -> waits.getFirst().resume("go"));

    assertThat(trail).containsExactly("go", true);
  }

  @Test
  @FastEngine
  void aCancelledStrandIsInterruptedAgainAfterEachWaitSoThatWaitsOfTheJdkEndToo() {
    Switch cancellation = new Switch();
    BlockingQueue<String> never = new LinkedBlockingQueue<>();
    loop.start(
        "waiter",
        cancellation,
        () -> {
          for (int i = 0; i < 2; i++) {
            trail.add(catching(never::take).getClass().getSimpleName());
            trail.add(catching(() -> withdrawing(true)).getMessage());
          }
        });
    loop.drain();
    assertThat(trail).isEmpty();

    loop.callback(() -> cancellation.cancel(loop.only()));

    assertThat(trail)
        .containsExactly(
            "InterruptedException",
            "withdrawn",
            "cancelled",
            "InterruptedException",
            "withdrawn",
            "cancelled");
  }

  @Test
  void outsideAStrandThereIsNothingToSuspend() {
    assertThatThrownBy(() -> new Suspension<>("an answer"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only a task can do this");
  }

  private static String await(List<Suspension<String>> waits) {
    Suspension<String> wait = new Suspension<>("an answer");
    waits.add(wait);
    return wait.await(() -> true);
  }

  private String withdrawing(boolean withdrawn) {
    return new Suspension<String>("an answer")
        .await(() -> {
          trail.add("withdrawn");
          return withdrawn;
        });
  }

  private static @Nullable Object checked(Runnable wait) {
    wait.run();
    return null;
  }

  private static Throwable catching(java.util.concurrent.Callable<?> wait) {
    try {
      wait.call();
    } catch (Throwable e) {
      return e;
    }
    throw new AssertionError("it did not throw");
  }

  /// A cancellation by hand.
  private static final class Switch extends Life {
    boolean cancelled;

    void cancel(Strand strand) {
      cancelled = true;
      strand.wake();
    }

    @Override
    protected boolean isCancelled() {
      return cancelled;
    }

    @Override
    protected @Nullable Error pending() {
      return cancelled ? new Error("cancelled") : null;
    }
  }
}
