package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The cases of python-fibers' ThrowTests.
class FiberThrowTest {
  private final List<Object> trail = new ArrayList<>();

  @Test
  void aProblemIsThrownWhereTheFiberIsSuspended() {
    Fibers.run(() -> {
      Fiber catching = catching();
      catching.switchTo();
      trail.add(catching.throwInto(new IllegalArgumentException("one")));
      trail.add(catching.throwInto(new IllegalStateException("two")));
      trail.add(catching.switchTo("three"));
    });

    assertThat(trail)
        .containsExactly(
            "caught java.lang.IllegalArgumentException: one",
            "caught java.lang.IllegalStateException: two",
            "three");
  }

  /// Gives back what it is switched to with, or what is thrown into it.
  private static Fiber catching() {
    Fiber main = Fiber.current();
    return Fiber.of(
        "catching",
        () -> {
          Object answer = null;
          while (true) {
            try {
              answer = main.switchTo(answer);
            } catch (RuntimeException e) {
              answer = "caught " + e;
            }
          }
        });
  }

  @Test
  void aCheckedProblemArrivesAsFiberFailed() {
    Fibers.run(() -> {
      Fiber catching = catching();
      catching.switchTo();
      trail.add(catching.throwInto(new IOException("lost")));
    });

    assertThat(trail)
        .containsExactly(
            "caught io.weightless.fiber.FiberFailed: a fiber failed: java.io.IOException: lost");
  }

  @Test
  void aFiberThatCatchesItAndReturnsGivesItsResultToTheThrower() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                try {
                  return main.switchTo("suspended");
                } catch (IllegalStateException e) {
                  return e.getMessage();
                }
              });
      trail.add(child.switchTo());
      trail.add(child.throwInto(new IllegalStateException("ended")));
      assertThat(child.isAlive()).isFalse();
    });

    assertThat(trail).containsExactly("suspended", "ended");
  }

  @Test
  void oneThatWasNotStartedNeverRunsAndTheProblemComesBack() {
    Fibers.run(() -> {
      IllegalStateException problem = new IllegalStateException("stop");
      Fiber child = Fiber.of("child", () -> trail.add("ran"));
      assertThatThrownBy(() -> child.throwInto(problem)).isSameAs(problem);
      assertThat(child.isAlive()).isFalse();
    });

    assertThat(trail).isEmpty();
  }

  @Test
  void belowAParentThatWasNotStartedItGoesToMainAndTheParentLives() {
    Fibers.run(() -> {
      IllegalStateException problem = new IllegalStateException("stop");
      Fiber parent = Fiber.of("parent", () -> trail.add("ran"));
      Fiber child = Fiber.of("child", () -> trail.add("ran"), parent);
      assertThatThrownBy(() -> child.throwInto(problem)).isSameAs(problem);
      assertThat(parent.isAlive()).isTrue();
    });

    assertThat(trail).isEmpty();
  }

  @Test
  void belowAParentThatIsSuspendedItIsThrownThere() {
    Fibers.run(() -> {
      Fiber parent = catching();
      parent.switchTo();
      Fiber child = Fiber.of("child", () -> trail.add("ran"), parent);
      trail.add(child.throwInto(new IllegalStateException("stop")));
      assertThat(List.of(parent.isAlive(), child.isAlive())).containsExactly(true, false);
    });

    assertThat(trail).containsExactly("caught java.lang.IllegalStateException: stop");
  }

  @Test
  void thrownIntoASuspendedChildItPassesThroughToTheParent() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber parent = catching();
      parent.switchTo();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                try {
                  main.switchTo();
                } finally {
                  trail.add("child unwinds");
                }
              },
              parent);
      child.switchTo();
      trail.add(child.throwInto(new IllegalStateException("stop")));
      assertThat(List.of(parent.isAlive(), child.isAlive())).containsExactly(true, false);
    });

    assertThat(trail)
        .containsExactly("child unwinds", "caught java.lang.IllegalStateException: stop");
  }

  @Test
  void whatNobodyCatchesLeavesTheRun() {
    IllegalStateException problem = new IllegalStateException("stop");
    assertThatThrownBy(() ->
            Fibers.run(() -> {
              Fiber main = Fiber.current();
              Fiber child = Fiber.of("child", () -> main.throwInto(problem));
              child.switchTo();
            }))
        .isSameAs(problem);
  }

  private static final class Unspeakable extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Test
  void aProblemThatCannotDescribeItselfArrivesAllTheSame() {
    Fibers.run(() -> {
      Unspeakable problem = new Unspeakable();
      Fiber child = Fiber.of("child", () -> fail(problem));
      assertThatThrownBy(child::switchTo)
          .isInstanceOf(FiberFailed.class)
          .hasMessage("a fiber failed: " + Unspeakable.class.getName())
          .extracting(Throwable::getCause)
          .isSameAs(problem);
    });
  }

  private static void fail(Exception problem) throws Exception {
    throw problem;
  }

  @Test
  void throwingNothingIsRefusedAndTheFiberLives() {
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> "result");
      assertThatThrownBy(() -> child.throwInto(nothing())).isInstanceOf(NullPointerException.class);
      assertThat(child.switchTo()).isEqualTo("result");
    });
  }

  @SuppressWarnings("NullAway") // what a caller without its checks may do
  private static Throwable nothing() {
    return null;
  }
}
