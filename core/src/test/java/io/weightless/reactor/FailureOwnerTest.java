package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.engine.internal.Suspension;
import io.weightless.testing.LoggedFailures;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Whoever owns what nobody else does. Without an owner: see [RunFailureTest].
class FailureOwnerTest {
  private static final String THIS = FailureOwnerTest.class.getName();

  @AutoClose private final Logged log = Logged.everything();
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;
  private final List<String> failed = new ArrayList<>();

  FailureOwnerTest() {
    reactor.onFailure((who, failure) -> failed.add(who + ": " + failure.getMessage()));
  }

  @Test
  void aFailingPostIsGivenToItAndTheLoopGoesOn() {
    reactor.run(() -> {
      reactor.post(FailureOwnerTest::fail);
      reactor.post(world.marks("next"));
      Suspension.yield();
      world.trail.add("main");
    });

    assertThat(failed).containsExactly("posted work " + THIS + "$$Lambda: mine");
    assertThat(world.trail).containsExactly("next", "main");
  }

  @Test
  void aFailingTimerIsGivenToItAndTheOthersOfItsInstantRun() {
    world.prepare(() -> {
      reactor.after(Duration.ZERO, FailureOwnerTest::fail);
      reactor.after(Duration.ZERO, world.marks("second"));
    });
    reactor.post(world.marks("ready"));
    reactor.step();

    assertThat(failed).containsExactly("a timer's callback " + THIS + "$$Lambda: mine");
    assertThat(world.trail).containsExactly("second", "ready");
  }

  @Test
  void aRepeatingCallbackThatFailsAtEveryStepHoldsUpNoOther() {
    world.prepare(() -> {
      reactor.everyStep(FailureOwnerTest::fail);
      reactor.everyStep(world.marks("second"));
    });
    reactor.step();
    reactor.step();

    assertThat(failed).hasSize(2).containsOnly("the repeating callback " + THIS + "$$Lambda: mine");
    assertThat(world.trail).containsExactly("second", "second");
  }

  @Test
  void aFailingCallbackOfTheBackendIsGivenToIt() {
    world.backend.arrive(FailureOwnerTest::fail);
    reactor.step();

    assertThat(failed).containsExactly("a callback of the backend 'ScriptedBackend': mine");
  }

  @Test
  void aBackendThatFailsEndsTheRunAllTheSame() {
    IOException failure = new IOException("device lost");
    world.backend.arrive(() -> {});
    world.backend.arrive(() -> {
      throw failure;
    });

    assertThatThrownBy(() -> reactor.run(World::waitForEver))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(failure);
    assertThat(failed).isEmpty();
  }

  @Test
  void theBodysFailureIsThrownByTheRun() {
    assertThatThrownBy(() -> reactor.run(FailureOwnerTest::fail)).hasMessage("mine");

    assertThat(failed).isEmpty();
  }

  @Test
  void aTaskThatNobodyOwnsIsNamed() {
    world.start("lonely", FailureOwnerTest::fail);

    assertThat(failed).containsExactly("task 'lonely': mine");
  }

  @Test
  @FastEngine
  void aThreadThatATaskStartedIsNamedAndItsFailureGivenToItOnTheLoop() {
    Thread[] told = new Thread[2];
    reactor.onFailure((who, failure) -> {
      failed.add(who);
      told[0] = Thread.currentThread();
    });
    reactor.post(() -> told[1] = Thread.currentThread());
    reactor.run(() -> {
      Thread.ofVirtual().name("guest").start(FailureOwnerTest::fail);
      Suspension.yield();
    });

    assertThat(failed).containsExactly("thread 'guest' of task 'main'");
    assertThat(told[0]).isNotNull().isSameAs(told[1]);
  }

  @Test
  @FastEngine
  void aThreadsOwnHandlerComesFirst() {
    reactor.run(() -> {
      Thread.ofVirtual()
          .uncaughtExceptionHandler((_, e) -> world.trail.add(e.getMessage()))
          .start(FailureOwnerTest::fail);
      Suspension.yield();
    });

    assertThat(world.trail).containsExactly("mine");
    assertThat(failed).isEmpty();
  }

  @Test
  @FastEngine
  void withoutAnOwnerTheFailureOfAThreadIsLoggedAndTheLoopGoesOn() {
    reactor.onFailure(null);
    reactor.run(() -> {
      Thread.ofVirtual().name("guest").start(FailureOwnerTest::fail);
      Suspension.yield();
    });

    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("mine"))
        .extracting("message")
        .isEqualTo("thread 'guest' of task 'main' failed");
  }

  @Test
  @FastEngine
  void withoutAnOwnerTheJdksDefaultHandlerComesBeforeTheLog() {
    reactor.onFailure(null);
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> world.trail.add(e.getMessage()));
    try {
      reactor.run(() -> {
        Thread.ofVirtual().start(FailureOwnerTest::fail);
        Suspension.yield();
      });
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(world.trail).containsExactly("mine");
  }

  @Test
  void whatItThrowsEndsTheRunWithTheFailureSuppressed() {
    reactor.onFailure((_, _) -> {
      throw new IllegalArgumentException("owner");
    });

    Throwable thrown =
        catchThrowable(() ->
            reactor.run(() -> {
              reactor.post(FailureOwnerTest::fail);
              World.waitForEver();
            }));

    assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("owner");
    assertThat(thrown.getSuppressed()).singleElement().extracting("message").isEqualTo("mine");
  }

  @Test
  void aFailureThatItThrowsOnIsThrownAsItIs() {
    reactor.onFailure((_, failure) -> {
      throw (RuntimeException) failure;
    });
    IllegalStateException failure = new IllegalStateException("mine");
    reactor.post(() -> {
      throw failure;
    });

    assertThatThrownBy(reactor::step).isSameAs(failure).hasNoSuppressedExceptions();
  }

  @Test
  void aFailureThatItWrapsIsNotKeptTwice() {
    reactor.onFailure((_, failure) -> {
      throw new IllegalArgumentException(failure);
    });
    reactor.post(FailureOwnerTest::fail);

    assertThatThrownBy(reactor::step)
        .hasRootCauseMessage("mine")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
  }

  @Test
  void onceItIsTakenAwayAFailureEndsTheRunAgain() {
    reactor.onFailure(null);

    assertThatThrownBy(() ->
            reactor.run(() -> {
              reactor.post(FailureOwnerTest::fail);
              World.waitForEver();
            }))
        .hasMessage("mine");
  }

  @Test
  void itRunsOnTheReactorAndMayPostAndCancel() {
    Repeating[] repeating = new Repeating[1];
    reactor.onFailure((_, _) -> {
      reactor.checkOwner();
      repeating[0].cancel();
      reactor.post(world.marks("posted by the owner"));
    });
    world.prepare(() -> repeating[0] = reactor.everyStep(FailureOwnerTest::fail));
    reactor.step();
    reactor.step();

    assertThat(world.trail).containsExactly("posted by the owner");
  }

  @Test
  void failuresAreGivenInTheirOrder() {
    for (int i = 0; i < 5; i++) {
      String message = "" + i;
      reactor.post(() -> {
        throw new IllegalStateException(message);
      });
    }
    reactor.step();

    assertThat(failed)
        .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void whatFailsWhileTheReactorIsClosedIsGivenToItToo() {
    world.start(
        "failing",
        () -> {
          try {
            World.waitForEver();
          } finally {
            fail();
          }
        });

    reactor.close();

    assertThat(failed).containsExactly("task 'failing': mine");
  }

  @Test
  void whatItThrowsWhileTheReactorIsClosedIsLoggedWithTheFailure() {
    reactor.onFailure((_, _) -> {
      throw new IllegalArgumentException("owner");
    });
    reactor.post(FailureOwnerTest::fail);

    reactor.close();

    assertThat(log.messages()).containsExactly("failed while its reactor was closed");
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> {
          assertThat(logged.getThrown()).hasMessage("owner");
          assertThat(logged.getThrown().getSuppressed())
              .singleElement()
              .extracting("message")
              .isEqualTo("mine");
        });
  }

  @Test
  void aReactorThatIsClosedTakesNone() {
    reactor.close();

    assertThatThrownBy(() -> reactor.onFailure(null)).hasMessage("this reactor is closed");
  }

  private static void fail() {
    throw new IllegalStateException("mine");
  }
}
