package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The cases of python-fibers' FiberTests that are about switching.
class FiberTest {
  private final List<Object> trail = new ArrayList<>();

  @Test
  void childAndMainRunByTurnsFromSwitchToSwitch() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                trail.add(1);
                main.switchTo();
                trail.add(3);
              });
      trail.add(0);
      child.switchTo();
      trail.add(2);
      child.switchTo();
      trail.add(4);
    });

    assertThat(trail).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void makingAFiberRunsNothing() {
    Fibers.run(() -> {
      Fiber never = Fiber.of("never", () -> trail.add("ran"));
      assertThat(never.isAlive()).isTrue();
      assertThat(Fibers.current().count()).isZero();
    });

    assertThat(trail).isEmpty();
  }

  @Test
  void aValueIsTheResultOfTheSwitchInWhichTheTargetIsSuspended() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                trail.add("asked " + main.switchTo("ready"));
                trail.add("asked " + main.switchTo("one"));
                return "done";
              });
      trail.add(child.switchTo());
      trail.add(child.switchTo("first"));
      trail.add(child.switchTo("second"));
    });

    assertThat(trail).containsExactly("ready", "asked first", "one", "asked second", "done");
  }

  @Test
  void aSwitchWithoutAValueBringsNull() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child = Fiber.of("child", () -> trail.add(main.switchTo() == null));
      assertThat(child.switchTo()).isNull();
      child.switchTo();
    });

    assertThat(trail).containsExactly(true);
  }

  @Test
  void theFirstSwitchCarriesNoValue() {
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> trail.add("ran"));
      assertThatThrownBy(() -> child.switchTo("value"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("fiber 'child' has not been started: nothing in it can take value");
      assertThat(trail).isEmpty();
      assertThat(child.switchTo(null)).isEqualTo(true);
    });
  }

  @Test
  void twoFibersOfOneBodyGoOnIndependentlyAndInAnyOrder() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      AtomicInteger count = new AtomicInteger();
      Fiber one = Fiber.of("one", () -> stepTwice(count, main));
      Fiber two = Fiber.of("two", () -> stepTwice(count, main));
      one.switchTo();
      two.switchTo();
      assertThat(count).hasValue(2);
      two.switchTo();
      one.switchTo();
      assertThat(List.of(one.isAlive(), two.isAlive())).containsExactly(false, false);
      assertThat(count).hasValue(4);
    });
  }

  private static void stepTwice(AtomicInteger count, Fiber main) {
    count.incrementAndGet();
    main.switchTo();
    count.incrementAndGet();
  }

  @Test
  void aFiberThatAFiberMakesLeadsBackToIt() {
    Fibers.run(() -> {
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                Fiber self = Fiber.current();
                Fiber grandchild =
                    Fiber.of("grandchild", () -> trail.add(Fiber.current().parent() == self));
                grandchild.switchTo();
                trail.add("child again");
              });
      child.switchTo();
      trail.add("main");
    });

    assertThat(trail).containsExactly(true, "child again", "main");
  }

  @Test
  void theStackOfAFiberHasNoneOfTheFramesOfItsMaker() {
    Fibers.run(() -> {
      List<String> methods = new ArrayList<>();
      Fiber child =
          Fiber.of(
              "child",
              () ->
                  Arrays.stream(new Throwable().getStackTrace())
                      .forEach(frame -> methods.add(frame.getMethodName())));
      switchFromADeepPlace(child);
      assertThat(methods).isNotEmpty().doesNotContain("switchFromADeepPlace");
    });
  }

  private static void switchFromADeepPlace(Fiber child) {
    child.switchTo();
  }

  @Test
  void whatIsBeingCaughtIsTheFibersOwnAffair() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber catching =
          Fiber.of(
              "catching",
              () -> {
                try {
                  throw new IllegalStateException("mine");
                } catch (IllegalStateException e) {
                  main.switchTo();
                  trail.add(e.getMessage());
                }
              });
      try {
        throw new IllegalStateException("main's");
      } catch (IllegalStateException e) {
        catching.switchTo();
        catching.switchTo();
        trail.add(e.getMessage());
      }
    });

    assertThat(trail).containsExactly("mine", "main's");
  }

  @Test
  void aFiberIsAliveUntilItReturnsAlsoBeforeItIsStarted() {
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> trail.add(Fiber.current().isAlive()));
      trail.add(child.isAlive());
      child.switchTo();
      trail.add(child.isAlive());
      trail.add(Fiber.current().isAlive());
    });

    assertThat(trail).containsExactly(true, true, false, true);
  }

  @Test
  void anEndedFiberIsNotSwitchedTo() {
    Fibers.run(() -> {
      Fiber child = Fiber.of("child", () -> {});
      child.switchTo();
      assertThatThrownBy(child::switchTo)
          .isInstanceOf(FiberError.class)
          .hasMessage("Fiber has ended: 'child'");
      assertThatThrownBy(() -> child.throwInto(new IllegalStateException()))
          .isInstanceOf(FiberError.class)
          .hasMessage("Fiber has ended: 'child'");
    });
  }

  @Test
  void aFiberDoesNotSwitchToItself() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      assertThatThrownBy(main::switchTo)
          .isInstanceOf(FiberError.class)
          .hasMessage("cannot switch from a Fiber to itself: 'main'");
      assertThatThrownBy(() -> main.throwInto(new IllegalStateException()))
          .isInstanceOf(FiberError.class)
          .hasMessage("cannot throw from a Fiber to itself: 'main'");
    });
  }

  @Test
  void theMainFiberIsTheCallerAndHasNoParent() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      assertThat(main).isSameAs(Fibers.current().main());
      assertThat(main.parent()).isNull();
      Fiber child = Fiber.of("child", () -> trail.add(Fiber.current()));
      child.switchTo();
      assertThat(trail).containsExactly(child);
      assertThat(Fiber.current()).isSameAs(main);
    });
  }

  @Test
  void aBodyWithoutAResultGivesNull() {
    Fibers.run(() -> assertThat(Fiber.of("child", () -> {}).switchTo()).isNull());
  }

  @Test
  void thereIsNoFiberOutside() {
    assertThatThrownBy(Fiber::current)
        .isInstanceOf(FiberError.class)
        .hasMessage("no fiber runs here: call it inside Fibers.run");
    assertThatThrownBy(() -> Fiber.of("child", () -> {})).isInstanceOf(FiberError.class);
  }
}
