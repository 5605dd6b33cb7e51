package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where the end of a fiber leads: the cases of python-fibers that are about parents.
class FiberParentTest {
  private final List<Object> trail = new ArrayList<>();

  @Test
  void theResultGoesToTheParentWhoeverHasSwitchedLast() {
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> "result");
      Fiber other = Fiber.of("other", () -> child.switchTo());
      trail.add(other.switchTo());
      assertThat(other.isAlive()).isTrue();
      assertThat(child.isAlive()).isFalse();
    });

    assertThat(trail).containsExactly("result");
  }

  @Test
  void anEndedParentIsPassedOver() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      List<Fiber> inner = new ArrayList<>();
      Fiber outer =
          Fiber.of(
              "outer",
              () -> {
                inner.add(Fiber.of("inner", () -> (Object) ("got " + main.switchTo("inner"))));
                inner.getFirst().switchTo();
              });
      trail.add(outer.switchTo());
      outer.switchTo();
      assertThat(outer.isAlive()).isFalse();
      trail.add(inner.getFirst().switchTo("back"));
      assertThat(inner.getFirst().parent()).isSameAs(outer);
    });

    assertThat(trail).containsExactly("inner", "got back");
  }

  @Test
  void aParentThatWasNotStartedIsPassedOver() {
    Fibers.run(() -> {
      Fiber unstarted = Fiber.of("unstarted", () -> trail.add("ran"));
      Fiber child = Fiber.of("child", () -> "result", unstarted);
      assertThat(child.switchTo()).isEqualTo("result");
      assertThat(unstarted.isAlive()).isTrue();
    });

    assertThat(trail).isEmpty();
  }

  @Test
  void aFailureClimbsTheTreeAndNotTheSwitches() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber parent =
          Fiber.of(
              "parent",
              () -> {
                try {
                  main.switchTo();
                } catch (IllegalArgumentException e) {
                  trail.add("parent has " + e.getMessage());
                  throw e;
                }
              });
      Fiber failing = Fiber.of("failing", FiberParentTest::fail);
      parent.switchTo();
      failing.parent(parent);
      assertThat(failing.parent()).isSameAs(parent);
      assertThatThrownBy(failing::switchTo)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bad");
      assertThat(List.of(failing.isAlive(), parent.isAlive())).containsExactly(false, false);
    });

    assertThat(trail).containsExactly("parent has bad");
  }

  private static void fail() {
    throw new IllegalArgumentException("bad");
  }

  @Test
  void aHelperInsideAFiberFailsIntoIt() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber waiting =
          Fiber.of(
              "waiting",
              () -> {
                try {
                  main.switchTo();
                } catch (IllegalArgumentException e) {
                  return "caught " + e.getMessage();
                }
                return "not caught";
              });
      waiting.switchTo();
      Fiber helper = Fiber.of("helper", FiberParentTest::fail, waiting);
      trail.add(helper.switchTo());
    });

    assertThat(trail).containsExactly("caught bad");
  }

  @Test
  void aCheckedExceptionArrivesAsFiberFailed() {
    Fibers.run(() -> {
      Exception checked = new Exception("checked");
      Fiber failing =
          Fiber.of(
              "failing",
              () -> {
                throw checked;
              });
      assertThatThrownBy(failing::switchTo)
          .isInstanceOf(FiberFailed.class)
          .hasMessage("a fiber failed: java.lang.Exception: checked")
          .hasCause(checked);
    });
  }

  @Test
  void anEndedParentIsRefused() {
    Fibers.run(() -> {
      Fiber ended = Fiber.of("ended", () -> {});
      ended.switchTo();
      Fiber child = Fiber.of("child", () -> {});
      assertThatThrownBy(() -> child.parent(ended))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("fiber 'ended' has ended, and can't be a parent");
      assertThatThrownBy(() -> Fiber.of("late", () -> {}, ended))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(child.parent()).isSameAs(Fiber.current());
    });
  }

  @Test
  void aCycleIsRefused() {
    Fibers.run(() -> {
      Fiber outer = Fiber.of("outer", () -> {});
      Fiber inner = Fiber.of("inner", () -> {}, outer);
      assertThatThrownBy(() -> outer.parent(inner))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("fiber 'inner' is inside 'outer', and can't be its parent");
      assertThatThrownBy(() -> outer.parent(outer)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Fiber.current().parent(inner))
          .isInstanceOf(IllegalArgumentException.class);
    });
  }

  @Test
  void anEndedFiberMayStillBeGivenAParent() {
    Fibers.run(() -> {
      Fiber ended = Fiber.of("ended", () -> {});
      Fiber other = Fiber.of("other", () -> {});
      ended.switchTo();
      ended.parent(other);
      assertThat(ended.parent()).isSameAs(other);
    });
  }
}
