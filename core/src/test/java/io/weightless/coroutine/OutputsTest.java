package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A coroutine as an iterator, a stream and a list.
class OutputsTest {
  private record Time() implements Request<Long> {}

  private final List<String> trail = new ArrayList<>();

  private Coroutine<Integer, Integer, String> doubling() {
    return Coroutine.of(
        "doubling",
        io -> {
          try {
            for (Integer value = io.read(); value != null; value = io.read()) {
              trail.add("doubles " + value);
              io.write(2 * value);
            }
            return "all";
          } finally {
            trail.add("ends");
          }
        });
  }

  @Test
  void itRunsOnlyWhileSomebodyAsks() {
    try (var outputs = Outputs.of(doubling(), List.of(1, 2, 3))) {
      Iterator<Integer> values = outputs.iterator();
      assertThat(trail).isEmpty();
      assertThat(values.hasNext()).isTrue();
      assertThat(values.hasNext()).isTrue();
      assertThat(trail).containsExactly("doubles 1");
      assertThat(values.next()).isEqualTo(2);
      assertThat(values.next()).isEqualTo(4);
      assertThat(trail).containsExactly("doubles 1", "doubles 2");
    }
    assertThat(trail).endsWith("ends");
  }

  @Test
  void anInputIsTakenFromTheIteratorWhenItIsRead() {
    Iterator<Integer> inputs =
        Stream.iterate(1, i -> i + 1).peek(i -> trail.add("gives " + i)).iterator();
    try (var outputs = Outputs.of(doubling(), inputs)) {
      assertThat(outputs.iterator().next()).isEqualTo(2);
    }
    assertThat(trail).containsExactly("gives 1", "doubles 1", "ends");
  }

  @Test
  void eachLoopGoesOnWhereTheLastOneStopped() {
    var outputs = Outputs.of(doubling(), List.of(1, 2, 3));
    for (int value : outputs) {
      assertThat(value).isEqualTo(2);
      break;
    }

    assertThat(outputs.toList()).containsExactly(4, 6);
    assertThat(outputs.iterator().hasNext()).isFalse();
    assertThatThrownBy(outputs.iterator()::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("coroutine 'doubling' writes no more");
  }

  @Test
  void aStreamClosesIt() {
    try (Stream<Integer> values = Outputs.of(doubling(), List.of(1, 2, 3)).stream()) {
      assertThat(values.limit(2).toList()).containsExactly(2, 4);
      assertThat(trail).doesNotContain("ends");
    }
    assertThat(trail).endsWith("ends");
  }

  @Test
  void aStreamMayBeTheInputOfAnother() {
    Stream<Integer> numbers = IntStream.rangeClosed(1, 4).boxed();

    assertThat(Outputs.of(doubling(), numbers.iterator()).stream().mapToInt(i -> i).sum())
        .isEqualTo(20);
  }

  @Test
  void itsResultWhateverItWrites() {
    assertThat(Outputs.of(doubling(), List.of(1, 2)).result()).isEqualTo("all");
    assertThat(trail).containsExactly("doubles 1", "doubles 2", "ends");
  }

  @Test
  void oneThatWasBegunGoesOnFromTheOutputThatStandsThere() {
    var doubling = doubling();
    doubling.next();
    doubling.send(5);

    assertThat(Outputs.of(doubling, List.of(1, 2)).toList()).containsExactly(10, 2, 4);
  }

  @Test
  void whatItFailsWithIsThrownAndThenThereIsNoMore() {
    IllegalStateException broken = new IllegalStateException("broken");
    Coroutine<Integer, Integer, String> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.write(1);
              throw broken;
            });
    Iterator<Integer> values = Outputs.of(failing).iterator();
    values.next();

    assertThatThrownBy(values::hasNext).isSameAs(broken);
    assertThat(values.hasNext()).isFalse();
  }

  @Test
  void whatTheInputFailsWithIsThrownWhereItReads() {
    Iterator<Integer> failing =
        Stream.<Integer>generate(
                () -> {
                  throw new IllegalStateException("no input");
                })
            .iterator();
    Coroutine<Integer, String, String> handling =
        Coroutine.of(
            "handling",
            io -> {
              try {
                return "read " + io.read();
              } catch (IllegalStateException e) {
                return e.getMessage();
              }
            });

    assertThat(Outputs.of(handling, failing).result()).isEqualTo("no input");
  }

  @Test
  void aPauseIsPassedOverAndAnAnswerRefused() {
    Coroutine<Integer, String, String> asking =
        Coroutine.of(
            "asking",
            io -> {
              io.yield();
              try {
                return "at " + io.ask(new Time());
              } catch (IllegalStateException e) {
                return e.getMessage();
              }
            });

    assertThat(Outputs.of(asking).result()).isEqualTo("nobody answers Time[]");
  }

  @Test
  void closedItHasNoMore() {
    var outputs = Outputs.of(doubling(), List.of(1, 2));
    assertThat(outputs.iterator().hasNext()).isTrue();
    outputs.close();

    assertThat(outputs.iterator().hasNext()).isFalse();
    assertThat(trail).containsExactly("doubles 1", "ends");
  }

  @Test
  void whatItsFormerDriverLetGoOnIsNotGivenAgain() {
    try (var doubling = doubling()) {
      Iterator<Integer> values = Outputs.of(doubling, List.of(1, 2)).iterator();
      assertThat(values.next()).isEqualTo(2);
      assertThat(doubling.next()).isInstanceOf(Step.NeedsInput.class);
      assertThat(doubling.send(5)).isEqualTo(new Step.Output<>(10));

      assertThat(values.next()).isEqualTo(10);
      assertThat(values.next()).isEqualTo(4);
      assertThat(values.hasNext()).isFalse();
    }
  }
}
