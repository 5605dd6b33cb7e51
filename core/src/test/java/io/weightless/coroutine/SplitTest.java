package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each input for one of several.
class SplitTest {
  private final List<String> trail = new ArrayList<>();

  private <T> Coroutine<T, String, Integer> copy(String name) {
    return Coroutine.of(
        name,
        io -> {
          int count = 0;
          trail.add(name + " begins");
          try {
            for (T value = io.read(); value != null; value = io.read()) {
              io.write(name + " " + value);
              count++;
            }
            return count;
          } finally {
            trail.add(name + " ends");
          }
        });
  }

  @Test
  void eachInputGoesToTheFirstRouteThatTakesItAndTheOutputsKeepTheOrder() {
    Coroutine<Integer, String, Integer> even = copy("even");
    Coroutine<Integer, String, Integer> odd = copy("odd");
    var split = Split.<Integer, String>of(Split.when(i -> i % 2 == 0, even), Split.otherwise(odd));

    assertThat(Outputs.of(split, List.of(1, 2, 3, 4, 5)).toList())
        .containsExactly("odd 1", "even 2", "odd 3", "even 4", "odd 5");
    assertThat(even.result()).isEqualTo(2);
    assertThat(odd.result()).isEqualTo(3);
    assertThat(trail).containsExactly("odd begins", "even begins", "even ends", "odd ends");
  }

  @Test
  void itSplitsByType() {
    Coroutine<Object, String, ?> split =
        Split.of(
            Split.type(Integer.class, this.<Integer>copy("number")),
            Split.type(String.class, this.<String>copy("text")));

    assertThat(Outputs.of(split, List.of(1, "a", 2)).toList())
        .containsExactly("number 1", "text a", "number 2");
  }

  @Test
  void anInputThatNoRouteTakesIsAFailureThatClosesAll() {
    Coroutine<Object, String, ?> split =
        Split.of(Split.type(Integer.class, this.<Integer>copy("number")));
    split.next();
    split.send(1);
    split.next();

    assertThatThrownBy(() -> split.send("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no route takes a");
    assertThat(trail).containsExactly("number begins", "number ends");
  }

  @Test
  void whatEachWritesAtTheEndComesInTheOrderOfTheRoutes() {
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, counting("negative")), Split.otherwise(counting("others")));

    assertThat(Outputs.of(split, List.of(1, 2)).toList())
        .containsExactly("negative: 0", "others: 2");
  }

  private static Coroutine<Integer, String, Integer> counting(String name) {
    return Coroutine.of(
        name,
        io -> {
          int count = 0;
          while (io.read() != null) {
            count++;
          }
          io.write(name + ": " + count);
          return count;
        });
  }

  @Test
  void anInputForOneThatHasEndedIsGivenBackAndEndsAll() {
    Coroutine<Integer, String, Integer> once =
        Coroutine.of(
            "once",
            io -> {
              io.write("once " + io.next());
              return 1;
            });
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, once), Split.otherwise(counting("others")));

    var all = Outputs.of(split, List.of(1, -1, 2, -2, 3));
    assertThat(all.toList()).containsExactly("once -1", "others: 2");
    assertThat(split.rest()).containsExactly(-2);
  }

  @Test
  void aFailureOfOneClosesTheOthers() {
    IllegalStateException broken = new IllegalStateException("broken");
    Coroutine<Integer, String, Integer> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.next();
              throw broken;
            });
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, failing), Split.otherwise(this.<Integer>copy("others")));
    split.next();
    split.send(1);
    split.next();

    assertThatThrownBy(() -> split.send(-1)).isSameAs(broken);
    assertThat(trail).containsExactly("others begins", "others ends");
  }

  @Test
  void aCloseReachesThoseThatHaveBegun() {
    Coroutine<Integer, String, Integer> fresh = copy("fresh");
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, fresh), Split.otherwise(this.<Integer>copy("others")));
    split.next();
    split.send(1);
    split.close();

    assertThat(trail).containsExactly("others begins", "others ends");
    assertThat(fresh.isDone()).isTrue();
  }

  @Test
  void whatIsThrownInWhereItReadsIsThrownIntoAllThatHaveBegun() {
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, patient("a")),
            Split.when(i -> i > 9, patient("never begun")),
            Split.otherwise(patient("b")));
    split.next();
    split.send(1);
    split.send(-1);

    assertThat(split.fail(new IllegalArgumentException("bad")))
        .isEqualTo(new Step.Output<>("a handles bad"));
    assertThat(split.next()).isEqualTo(new Step.Output<>("b handles bad"));
    split.close();
  }

  @Test
  void whatIsThrownInAtAnOutputIsThrownIntoTheOneThatWroteIt() {
    var split =
        Split.<Integer, String>of(
            Split.when(i -> i < 0, patient("a")), Split.otherwise(writer("b")));
    split.next();
    split.send(-1);
    assertThat(split.send(1)).isEqualTo(new Step.Output<>("first"));

    assertThat(split.fail(new IllegalArgumentException("bad")))
        .isEqualTo(new Step.Output<>("b handles bad"));
    split.close();
  }

  private static Coroutine<Integer, String, String> patient(String name) {
    return Coroutine.of(
        name,
        io -> {
          while (true) {
            try {
              if (io.read() == null) {
                return name;
              }
            } catch (IllegalArgumentException e) {
              io.write(name + " handles " + e.getMessage());
            }
          }
        });
  }

  private static Coroutine<Integer, String, String> writer(String name) {
    return Coroutine.of(
        name,
        io -> {
          io.next();
          try {
            io.write("first");
          } catch (IllegalArgumentException e) {
            io.write(name + " handles " + e.getMessage());
          }
          return name;
        });
  }
}
