package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.PortableEngine;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that waits for the initialiser of a class, or in one.
class JdkPinnedTest {
  private static final CountDownLatch INITIALISING = new CountDownLatch(1);
  private static final CountDownLatch TOUCHING = new CountDownLatch(1);
  private static final CountDownLatch TAKING = new CountDownLatch(1);
  private static final CountDownLatch TAKEN = new CountDownLatch(1);

  @AutoClose private final Stage stage = new Stage();

  @Test
  void aClassThatAnotherThreadInitialisesHoldsTheLoopUntilItIs() throws InterruptedException {
    Thread other = Thread.ofPlatform().start(InitialisedElsewhere::touch);
    INITIALISING.await();
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "touches",
              () -> {
                TOUCHING.countDown();
                InitialisedElsewhere.touch();
                stage.mark("initialised");
              });
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));
    other.join();

    assertThat(stage.trail).containsExactly("initialised", "other");
  }

  private static final class InitialisedElsewhere {
    static {
      INITIALISING.countDown();
      await(TOUCHING);
    }

    static void touch() {}
  }

  /// A wait in an initialiser holds the loop on both engines, so a cancellation comes after it.
  @Test
  void aCancellationDoesNotEndAWaitOfTheJdkInAClassInitialiser() throws InterruptedException {
    Thread[] other = new Thread[1];
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task =
              scope.start(
                  "waits",
                  () -> {
                    WaitsInTheJdk.touch();
                    stage.mark("flag " + Thread.currentThread().isInterrupted());
                    Stage.sleep(1);
                    stage.mark("not reached");
                  });
          other[0] =
              Thread.ofPlatform()
                  .start(() -> {
                    await(TAKING);
                    stage.reactor.post(() -> task.cancel("enough"));
                    TAKEN.countDown();
                  });
          return null;
        }));
    other[0].join();

    assertThat(stage.trail).containsExactly("flag false");
  }

  private static final class WaitsInTheJdk {
    static {
      TAKING.countDown();
      await(TAKEN);
    }

    static void touch() {}
  }

  /// The fast engine refuses it: see PinnedScopeTest.
  @Test
  @PortableEngine
  void onThePortableEngineAWaitOfOursInAClassInitialiserIsLikeAnyOther() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start("waits", WaitsInOurs::touch);
          scope.start("other", () -> stage.mark("other"));
          return null;
        }));

    assertThat(stage.trail).containsExactly("other");
    assertThat(WaitsInOurs.ended).isTrue();
  }

  private static final class WaitsInOurs {
    static final boolean ended;

    static {
      Stage.sleep(1);
      ended = true;
    }

    static void touch() {}
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
