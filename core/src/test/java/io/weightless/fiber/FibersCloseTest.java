package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.sync.NoSuspend;
import io.weightless.testkit.FastEngine;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What python-fibers leaves to the programmer and its collector: unfinished fibers are ended by
/// their owner.
class FibersCloseTest {
  private static final int MANY = 100_000;
  private static final int DEEP = 10_000;

  private static final List<Object> OF_INITIALISER = new ArrayList<>();

  private final List<Object> trail = new ArrayList<>();

  @Test
  void theFinallyBlocksOfTheUnfinishedRun() {
    Fibers.run(() -> {
      endless("one", Fiber.current()).switchTo();
      endless("two", Fiber.current()).switchTo();
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(2, "two", "one");
  }

  /// Switches back for ever; leaves its name when it ends.
  private Fiber endless(String name, Fiber parent) {
    Fiber main = Fibers.current().main();
    return Fiber.of(
        name,
        () -> {
          try {
            while (true) {
              main.switchTo();
            }
          } finally {
            trail.add(name);
          }
        },
        parent);
  }

  @Test
  void theInnerOnesEndBeforeThoseAroundThemWheneverTheyWereStarted() {
    Fibers.run(() -> {
      Fiber outer = endless("outer", Fiber.current());
      Fiber unstarted = Fiber.of("unstarted", () -> {}, outer);
      Fiber inner = endless("inner", unstarted);
      Fiber other = endless("other", Fiber.current());
      Fiber innermost = endless("innermost", Fiber.current());
      innermost.switchTo();
      innermost.parent(inner);
      inner.switchTo();
      other.switchTo();
      outer.switchTo();
    });

    assertThat(trail).containsExactly("other", "innermost", "inner", "outer");
  }

  @Test
  void itIsAnErrorThatCatchingExceptionsDoesNotCatch() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber careless =
          Fiber.of(
              "careless",
              () -> {
                try {
                  main.switchTo();
                } catch (Exception e) {
                  trail.add("caught");
                } finally {
                  trail.add("ended");
                }
              });
      careless.switchTo();
    });

    assertThat(trail).containsExactly("ended");
  }

  @Test
  void oneThatGoesOnAndSwitchesIsToldAgainAndThatIsAnError() {
    assertThatThrownBy(() ->
            Fibers.run(() -> {
              Fiber main = Fiber.current();
              Fiber stubborn =
                  Fiber.of(
                      "stubborn",
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          switchAndCatch(main);
                        }
                      });
              stubborn.switchTo();
            }))
        .isInstanceOf(FiberError.class)
        .hasMessage("Fiber was killed and switched to another one: 'stubborn'");
    assertThat(trail).containsExactly("killed", "killed", "killed");
  }

  private void switchAndCatch(Fiber main) {
    try {
      main.switchTo();
    } catch (FiberKilled killed) {
      trail.add("killed");
    }
  }

  @Test
  void oneThatCatchesItAndReturnsHasEnded() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber.of("child", () -> switchAndCatch(main)).switchTo();
    });

    assertThat(trail).containsExactly("killed");
  }

  @Test
  void whatFinallyBlocksFailWithIsThrownTheOthersAreSuppressed() {
    assertThatThrownBy(() ->
            Fibers.run(() -> {
              failingToEnd("one").switchTo();
              failingToEnd("two").switchTo();
            }))
        .isInstanceOf(FiberFailed.class)
        .hasRootCauseMessage("two")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void theFailureOfTheBodyComesFirst() {
    assertThatThrownBy(() ->
            Fibers.run(() -> {
              failingToEnd("child").switchTo();
              throw new IOException("body");
            }))
        .isInstanceOf(IOException.class)
        .hasMessage("body")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  private static Fiber failingToEnd(String message) {
    Fiber main = Fiber.current();
    return Fiber.of(
        "failing",
        () -> {
          try {
            main.switchTo();
          } finally {
            fail(message);
          }
        });
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  @OneEngine
  void aHundredThousandFibersSideBySideAreEndedAndNoneIsLeft() {
    AtomicInteger ended = new AtomicInteger();
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      for (int i = 0; i < MANY; i++) {
        Fiber.of(
                "one of many",
                () -> {
                  try {
                    main.switchTo();
                  } finally {
                    ended.incrementAndGet();
                  }
                })
            .switchTo();
      }
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(MANY);
    assertThat(ended).hasValue(MANY);
  }

  @Test
  void tenThousandFibersInsideEachOtherEndOneAfterTheOther() {
    Fibers.run(() -> {
      trail.add(countDown(DEEP));
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(DEEP, 0);
  }

  private static int countDown(int left) {
    return left == 0
        ? 0
        : 1 + (Integer) value(Fiber.of("deep", () -> countDown(left - 1)).switchTo());
  }

  private static Object value(@Nullable Object switched) {
    assertThat(switched).isNotNull();
    return switched;
  }

  @Test
  void tenThousandUnfinishedInsideEachOtherAreEndedInnerFirst() {
    List<Integer> ended = new ArrayList<>();
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber.of("deep", () -> descend(main, 1, ended)).switchTo();
    });

    assertThat(ended).hasSize(DEEP).isSortedAccordingTo(Comparator.reverseOrder());
  }

  /// One fiber inside the other; the innermost one switches to the main one.
  private static void descend(Fiber main, int depth, List<Integer> ended) {
    Fiber next = depth == DEEP ? main : Fiber.of("deep", () -> descend(main, depth + 1, ended));
    try {
      next.switchTo();
    } finally {
      ended.add(depth);
    }
  }

  @Test
  void whatABodyHoldsIsLetGoWhenItEnds() {
    Fibers.run(() -> {
      Object[] held = {new Object()};
      WeakReference<Object> reference = new WeakReference<>(held[0]);
      Fiber child = holding(held[0]);
      held[0] = null;
      child.switchTo();
      assertThat(isCollected(reference)).isTrue();
      assertThat(child.isAlive()).isFalse();
    });
  }

  private static Fiber holding(@Nullable Object held) {
    return Fiber.of("holding", () -> assertThat(held).isNotNull());
  }

  @Test
  void fibersThatHaveEndedOrWereNeverStartedAreCollected() {
    Fibers.run(() -> {
      List<WeakReference<Fiber>> references = List.of(ended(), unstarted());
      assertThat(references).allMatch(FibersCloseTest::isCollected);
      assertThat(Fibers.current().count()).isZero();
    });
  }

  private static WeakReference<Fiber> ended() {
    Fiber fiber = Fiber.of("ended", () -> Fiber.current().locals().put("self", Fiber.current()));
    fiber.switchTo();
    return new WeakReference<>(fiber);
  }

  private static WeakReference<Fiber> unstarted() {
    Fiber fiber = Fiber.of("unstarted", () -> {});
    fiber.locals().put("self", fiber);
    return new WeakReference<>(fiber);
  }

  @Test
  void theMainFiberAndTheUnfinishedAreCollectedAfterTheRun() {
    List<WeakReference<Fiber>> references = new ArrayList<>();
    Fibers.run(() -> {
      Fiber child = endless("child", Fiber.current());
      child.switchTo();
      references.add(new WeakReference<>(child));
      references.add(new WeakReference<>(Fiber.current()));
    });

    assertThat(references).hasSize(2).allMatch(FibersCloseTest::isCollected);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < 50 && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }

  @Test
  void whereASwitchIsRefusedNoFiberIsLeftToRun() {
    assertThatThrownBy(() ->
            Fibers.run(
                () -> NoSuspend.noSuspend(() -> Fibers.run(() -> marking("never").switchTo()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("noSuspend");
    assertThat(trail).isEmpty();
  }

  private Fiber marking(String name) {
    return Fiber.of(name, () -> trail.add(name));
  }

  @Test
  void theFiberInWhichAnInnerRunIsRefusedGoesOn() {
    Fibers.run(() ->
        Fiber.of(
                "outer",
                () -> {
                  assertThatThrownBy(() ->
                          NoSuspend.noSuspend(() -> Fibers.run(() -> marking("inner").switchTo())))
                      .hasMessageContaining("noSuspend");
                  marking("later").switchTo();
                })
            .switchTo());

    assertThat(trail).containsExactly("later");
  }

  @Test
  @FastEngine
  void inAClassInitialiserFibersDoNotBeginAndAreEnded() {
    Fibers.run(() ->
        assertThatThrownBy(SwitchingInitialiser::touch)
            .isInstanceOf(ExceptionInInitializerError.class)
            .hasRootCauseInstanceOf(IllegalStateException.class)
            .rootCause()
            .hasMessageContaining("class initialiser"));

    assertThat(OF_INITIALISER).isEmpty();
  }

  private static final class SwitchingInitialiser {
    static {
      Fibers.run(() -> Fiber.of("child", () -> OF_INITIALISER.add("ran")).switchTo());
    }

    static void touch() {}
  }
}
