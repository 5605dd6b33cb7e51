package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.sync.NoSuspend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Generators that are not used up.
class GeneratorCloseTest {
  private final List<Object> trail = new ArrayList<>();

  private Generator<Integer> numbers() {
    return Generator.of(
        "numbers",
        out -> {
          try {
            for (int i = 0; ; i++) {
              out.yield(i);
            }
          } finally {
            trail.add("closed");
          }
        });
  }

  @Test
  void oneThatIsLeftHalfWayIsClosedWithItsResource() {
    Fibers.run(() -> {
      try (Generator<Integer> numbers = numbers()) {
        trail.add(numbers.iterator().next());
      }
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(0, "closed", 0);
  }

  @Test
  void oneThatIsForgottenIsClosedWithItsFibers() {
    Fibers.run(() -> {
      trail.add(numbers().iterator().next());
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(0, 1, "closed");
  }

  @Test
  void oneThatWasNotBegunNeverRuns() {
    Fibers.run(() -> {
      Generator<Integer> numbers = numbers();
      numbers.close();
      numbers.close();
      assertThat(numbers.iterator().hasNext()).isFalse();
    });

    assertThat(trail).isEmpty();
  }

  @Test
  void aValueThatIsReadyIsLetGo() {
    Fibers.run(() -> {
      Generator<Integer> numbers = numbers();
      trail.add(numbers.iterator().hasNext());
      numbers.close();
      trail.add(numbers.iterator().hasNext());
    });

    assertThat(trail).containsExactly(true, "closed", false);
  }

  @Test
  void whatItsFinallyBlocksFailWithIsThrown() {
    Fibers.run(() -> {
      Generator<Integer> failing =
          Generator.of(
              "failing",
              out -> {
                try {
                  out.yield(1);
                } finally {
                  fail();
                }
              });
      failing.iterator().next();
      assertThatThrownBy(failing::close)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bad");
    });
  }

  private static void fail() {
    throw new IllegalArgumentException("bad");
  }

  @Test
  void oneThatYieldsAllTheSameIsEndedAndThatIsAnError() {
    Fibers.run(() -> {
      Generator<Integer> stubborn =
          Generator.of(
              "stubborn",
              out -> {
                try {
                  out.yield(1);
                } catch (FiberKilled _) {
                  trail.add("caught");
                }
                out.yield(2);
              });
      stubborn.iterator().next();
      assertThatThrownBy(stubborn::close)
          .isInstanceOf(FiberError.class)
          .hasMessage("Fiber was killed and switched to another one: 'stubborn'");
      assertThat(stubborn.iterator().hasNext()).isFalse();
    });

    assertThat(trail).containsExactly("caught");
  }

  @Test
  void closingInsideItsOwnBodyIsAnError() {
    Fibers.run(() -> {
      Generator<Integer> generator = Generator.of("numbers", Generator::close);
      assertThatThrownBy(() -> generator.iterator().hasNext())
          .isInstanceOf(FiberError.class)
          .hasMessage("cannot close generator 'numbers' while it runs");
    });
  }

  @Test
  void theGeneratorThatYieldedForItIsEndedFirst() {
    Fibers.run(() -> {
      Generator<Integer> outer =
          Generator.of(
              "outer",
              out -> {
                try {
                  Generator.<Integer>of("inner", _ -> yieldAndTell(out)).iterator().next();
                } finally {
                  trail.add("outer");
                }
              });
      trail.add(outer.iterator().next());
      outer.close();
      trail.add(Fibers.current().count());
    });

    assertThat(trail).containsExactly(1, "inner", "outer", 0);
  }

  private void yieldAndTell(Generator<Integer> out) {
    try {
      out.yield(1);
    } finally {
      trail.add("inner");
    }
  }

  @Test
  void aKilledFiberClosesItsGeneratorOnItsWayOut() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber user =
          Fiber.of(
              "user",
              () -> {
                try (Generator<Integer> numbers = numbers()) {
                  numbers.iterator().next();
                  main.switchTo(numbers);
                } finally {
                  trail.add("user");
                }
              });
      @SuppressWarnings("unchecked")
      Generator<Integer> numbers = (Generator<Integer>) user.switchTo();
      trail.add(numbers == null ? 0 : numbers.iterator().next()); // so it leads to main now
    });

    assertThat(trail).containsExactly(1, "closed", "user");
  }

  @Test
  void oneThatCouldNotBeAskedCanBeAskedLaterAndClosed() {
    Fibers.run(() -> {
      Generator<Integer> numbers = numbers();
      assertThatThrownBy(() -> NoSuspend.noSuspend(() -> numbers.iterator().next()))
          .hasMessageContaining("noSuspend");
      trail.add(numbers.iterator().next());
      assertThatThrownBy(() -> NoSuspend.noSuspend(numbers::close))
          .hasMessageContaining("noSuspend");
      trail.add(numbers.iterator().next());
      numbers.close();
    });

    assertThat(trail).containsExactly(0, 1, "closed");
  }

  @Test
  void oneWhoseBodyThrowsIntoTheFiberThatAsksCanBeClosed() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Generator<Integer> throwing =
          Generator.of(
              "throwing", _ -> closing(() -> main.throwInto(new IllegalStateException("instead"))));
      assertThatThrownBy(() -> throwing.iterator().next()).hasMessage("instead");
      throwing.close();
      assertThat(throwing.iterator().hasNext()).isFalse();
    });

    assertThat(trail).containsExactly("closed");
  }

  @Test
  void oneWhoseBodySwitchesToTheFiberThatAsksCanBeClosed() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Generator<Integer> switching =
          Generator.of("switching", _ -> closing(() -> main.switchTo("no value")));
      assertThatThrownBy(() -> switching.iterator().next())
          .hasMessageContaining("another fiber switched");
      switching.close();
    });

    assertThat(trail).containsExactly("closed");
  }

  private void closing(Runnable work) {
    try {
      work.run();
    } finally {
      trail.add("closed");
    }
  }

  @Test
  void aBodyThatSomebodyElseSwitchedToCannotCloseIt() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber[] inside = new Fiber[1];
      Generator<Integer> generator =
          Generator.of(
              "numbers",
              out -> {
                inside[0] = Fiber.current();
                out.yield(1);
                assertThatThrownBy(out::close)
                    .isInstanceOf(FiberError.class)
                    .hasMessage("cannot close generator 'numbers' while it runs");
                main.switchTo("refused");
              });
      generator.iterator().next();
      trail.add(inside[0].switchTo());
      generator.close();
    });

    assertThat(trail).containsExactly("refused");
  }
}
