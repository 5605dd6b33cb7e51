package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RunFailureTest {
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void theBodysFailureIsThrownWithItsOwnType() {
    IOException failure = new IOException("mine");

    assertThatThrownBy(() ->
            reactor.run(() -> {
              throw failure;
            }))
        .isSameAs(failure);
  }

  @Test
  void anErrorOfTheBodyIsThrownAsItIs() {
    Error failure = new Error("mine");

    assertThatThrownBy(() ->
            reactor.run(() -> {
              throw failure;
            }))
        .isSameAs(failure);
  }

  @Test
  void aFailingCallbackCancelsTheTasksAndIsThrownWhenTheyHaveEnded() {
    RuntimeException failure = new IllegalStateException("callback");

    Throwable thrown =
        catchThrowable(() ->
            reactor.run(() -> {
              Strand.start("other", Life.of(() -> waitAndMark("other")));
              reactor.after(
                  Duration.ofSeconds(1),
                  () -> {
                    throw failure;
                  });
              waitAndMark("main");
            }));

    assertThat(thrown).isSameAs(failure);
    assertThat(world.trail).containsExactlyInAnyOrder("main ended", "other ended");
    assertThat(reactor.tasks()).isEmpty();
  }

  @Test
  void aTaskThatSwallowsTheCancellationIsToldAgainAtItsNextWait() {
    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(RunFailureTest::failing);
              for (int i = 0; i < 3; i++) {
                try {
                  World.waitForEver();
                } catch (Cancelled e) {
                  world.trail.add(e.getMessage());
                }
              }
            }))
        .hasMessage("callback");

    assertThat(world.trail)
        .hasSize(3)
        .containsOnly("the reactor failed: java.lang.IllegalStateException: callback");
  }

  @Test
  void laterFailuresAreSuppressedInTheFirst() {
    Throwable thrown =
        catchThrowable(() ->
            reactor.run(() -> {
              reactor.post(RunFailureTest::failing);
              try {
                World.waitForEver();
              } finally {
                throwUnchecked(new IllegalArgumentException("body"));
              }
            }));

    assertThat(thrown).hasMessage("callback");
    assertThat(thrown.getSuppressed()).singleElement().extracting("message").isEqualTo("body");
  }

  @Test
  void aReactorThatFailedRunsAgain() {
    assertThatThrownBy(() -> reactor.run(RunFailureTest::failing)).hasMessage("callback");
    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(RunFailureTest::failing);
              World.waitForEver();
            }))
        .hasMessage("callback");

    reactor.run(() -> {
      Suspension.yield();
      world.trail.add("ran again");
    });

    assertThat(world.trail).containsExactly("ran again");
  }

  @Test
  void aBackendThatFailsOnceFailsTheRunAndIsNamed() {
    IOException failure = new IOException("no more descriptors");
    world.backend.arrive(() -> {});
    world.backend.arrive(() -> {
      throw failure;
    });

    assertThatThrownBy(() -> reactor.run(() -> waitAndMark("main")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the backend 'ScriptedBackend' failed")
        .hasCause(failure);
    assertThat(world.trail).containsExactly("main ended");
  }

  @Test
  void aBackendThatFailsForEverStillLetsTheTasksUnwind() {
    failAtEveryPoll(new IOException("closed"));

    assertThatThrownBy(() -> reactor.run(() -> waitAndMark("main")))
        .isInstanceOf(UncheckedIOException.class);
    world.backend.forget();
    assertThat(world.trail).containsExactly("main ended");
  }

  @Test
  void aCallbackOfTheBackendThatFailsForEverStillLetsTheTasksUnwind() {
    failAtEveryPoll(new IllegalStateException("input"));

    assertThatThrownBy(() -> reactor.run(() -> waitAndMark("main"))).hasMessage("input");
    world.backend.forget();
    assertThat(world.trail).containsExactly("main ended");
  }

  @Test
  void aRepeatingCallbackThatFailsAtEveryStepLetsTheTasksUnwind() {
    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.everyStep(RunFailureTest::failing);
              waitAndMark("main");
            }))
        .hasMessage("callback");
    assertThat(world.trail).containsExactly("main ended");
  }

  @Test
  void ofFailuresWithoutEndOnlySomeAreKept() {
    Throwable thrown =
        catchThrowable(() ->
            reactor.run(() -> {
              reactor.everyStep(RunFailureTest::failing);
              try {
                World.waitForEver();
              } finally {
                for (int i = 0; i < 20_000; i++) {
                  World.waitATurn();
                }
              }
            }));

    assertThat(thrown).hasMessage("callback");
    assertThat(thrown.getSuppressed()).hasSizeBetween(1, 100);
  }

  private void failAtEveryPoll(Exception failure) {
    for (int i = 0; i < 10_000; i++) {
      world.backend.arrive(() -> {
        if (failure instanceof IOException checked) {
          throw checked;
        }
        throw (RuntimeException) failure;
      });
    }
  }

  private void waitAndMark(String name) {
    try {
      World.waitForEver();
    } finally {
      world.trail.add(name + " ended");
    }
  }

  private static void failing() {
    throw new IllegalStateException("callback");
  }

  private static void throwUnchecked(RuntimeException failure) {
    throw failure;
  }
}
