package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The generator cases of python-fibers, and what a Java iterator promises.
class GeneratorTest {
  private final List<Object> trail = new ArrayList<>();

  @Test
  void itYieldsFromAnyDepthOfCallsOnlyWhenItIsAsked() {
    Fibers.run(() -> {
      Generator<Integer> counting = Generator.of("counting", out -> count(3, out));
      for (int value : counting) {
        trail.add("got " + value);
      }
    });

    assertThat(trail)
        .containsExactly("yields 1", "got 1", "yields 2", "got 2", "yields 3", "got 3");
  }

  private void count(int to, Generator<Integer> out) {
    if (to > 1) {
      count(to - 1, out);
    }
    trail.add("yields " + to);
    out.yield(to);
  }

  @Test
  void nestedGeneratorsGiveTheirValuesOn() {
    Fibers.run(() -> assertThat(upTo(7)).containsExactly(1, 2, 3, 4, 5, 6, 7));
  }

  /// All that the generator inside yields, and `last`.
  private static Generator<Integer> upTo(int last) {
    return Generator.of(
        "up to " + last,
        out -> {
          if (last > 1) {
            upTo(last - 1).forEach(out::yield);
          }
          out.yield(last);
        });
  }

  @Test
  void recursiveGeneratorsMakePermutations() {
    Fibers.run(() -> {
      assertThat(permutations(List.of(0, 1, 2)))
          .containsExactly(
              List.of(0, 1, 2),
              List.of(0, 2, 1),
              List.of(1, 0, 2),
              List.of(1, 2, 0),
              List.of(2, 0, 1),
              List.of(2, 1, 0));
      assertThat(permutations(IntStream.range(0, 6).boxed().toList())).hasSize(720);
    });
  }

  private static Generator<List<Integer>> permutations(List<Integer> of) {
    return Generator.of(
        "permutations",
        out -> {
          if (of.size() < 2) {
            out.yield(of);
          }
          for (Integer first : of.size() < 2 ? List.<Integer>of() : of) {
            List<Integer> rest = of.stream().filter(other -> !other.equals(first)).toList();
            for (List<Integer> permutation : permutations(rest)) {
              out.yield(Stream.concat(Stream.of(first), permutation.stream()).toList());
            }
          }
        });
  }

  @Test
  void twoAtOnceAreIndependent() {
    Fibers.run(() -> {
      Iterator<List<Integer>> one = permutations(List.of(1, 2)).iterator();
      Iterator<List<Integer>> two = permutations(List.of(3, 4)).iterator();
      while (one.hasNext() && two.hasNext()) {
        trail.add(one.next());
        trail.add(two.next());
      }
    });

    assertThat(trail).containsExactly(List.of(1, 2), List.of(3, 4), List.of(2, 1), List.of(4, 3));
  }

  @Test
  void anInnerBodyMayYieldToTheOuterGenerator() {
    Fibers.run(() -> {
      Generator<Integer> outer =
          Generator.of(
              "outer",
              out -> {
                for (int value : numbersAndSquares(out)) {
                  trail.add(value);
                }
              });
      outer.forEach(trail::add);
    });

    assertThat(trail).containsExactly(1, 1, 2, 4, 3, 9, 4, 16);
  }

  /// Yields numbers, and their squares to `squares`.
  private static Generator<Integer> numbersAndSquares(Generator<Integer> squares) {
    return Generator.of(
        "inner",
        out -> {
          for (int i = 1; i < 5; i++) {
            out.yield(i);
            squares.yield(i * i);
          }
        });
  }

  @Test
  void yieldingOutsideItsBodyIsAnError() {
    Fibers.run(() -> {
      Generator<Integer> generator = Generator.of("numbers", out -> out.yield(1));
      assertThatThrownBy(() -> generator.yield(2))
          .isInstanceOf(FiberError.class)
          .hasMessage("yield outside of generator 'numbers'");
      assertThat(generator).containsExactly(1);
      assertThatThrownBy(() -> generator.yield(3)).isInstanceOf(FiberError.class);
    });
  }

  @Test
  void aFiberThatIsNoPartOfItDoesNotYieldForIt() {
    Fibers.run(() -> {
      List<Generator<Integer>> itself = new ArrayList<>();
      Fiber stranger =
          Fiber.of(
              "stranger",
              () -> {
                assertThatThrownBy(() -> itself.getFirst().yield(2)).isInstanceOf(FiberError.class);
                trail.add("refused");
              });
      Fiber main = Fiber.current();
      Generator<Integer> generator =
          Generator.of(
              "numbers",
              out -> {
                itself.add(out);
                stranger.switchTo();
              });
      assertThatThrownBy(() -> generator.iterator().hasNext())
          .isInstanceOf(FiberError.class)
          .hasMessage("another fiber switched to the one that waits for generator 'numbers'");
      assertThat(stranger.parent()).isSameAs(main);
    });

    assertThat(trail).containsExactly("refused");
  }

  @Test
  void askingInsideItsOwnBodyIsAnError() {
    Fibers.run(() -> {
      Generator<Integer> generator = Generator.of("numbers", out -> out.iterator().next());
      assertThatThrownBy(() -> generator.iterator().hasNext())
          .isInstanceOf(FiberError.class)
          .hasMessage("cannot ask generator 'numbers' while it runs");
    });
  }

  @Test
  void whatItsBodyFailsWithIsThrownToWhoeverAsks() {
    Fibers.run(() -> {
      Generator<Integer> generator =
          Generator.of(
              "failing",
              out -> {
                out.yield(1);
                throw new IOException("lost");
              });
      Iterator<Integer> values = generator.iterator();
      assertThat(values.next()).isEqualTo(1);
      assertThatThrownBy(values::next).isInstanceOf(FiberFailed.class).hasRootCauseMessage("lost");
      assertThat(values.hasNext()).isFalse();
    });
  }

  @Test
  void afterTheLastValueThereIsNone() {
    Fibers.run(() -> {
      Iterator<String> values = Generator.<String>of("one", out -> out.yield("one")).iterator();
      assertThat(List.of(values.hasNext(), values.hasNext())).containsExactly(true, true);
      assertThat(values.next()).isEqualTo("one");
      assertThatThrownBy(values::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("generator 'one' has no more values");
      assertThat(values.hasNext()).isFalse();
    });
  }

  @Test
  void anotherFiberMayGoOnWithIt() {
    Fibers.run(() -> {
      Iterator<Integer> values = upTo(3).iterator();
      trail.add(values.next());
      Fiber.of("other", () -> trail.add(values.next())).switchTo();
      trail.add(values.next());
      trail.add(values.hasNext());
    });

    assertThat(trail).containsExactly(1, 2, 3, false);
  }

  @Test
  void outsideOfFibersThereAreNone() {
    assertThatThrownBy(() -> upTo(3)).isInstanceOf(FiberError.class);
  }
}
