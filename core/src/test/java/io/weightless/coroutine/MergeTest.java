package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The outputs of several, as one.
class MergeTest {
  private final List<String> trail = new ArrayList<>();

  private Coroutine<String, String, Integer> writing(String letters) {
    return Coroutine.of(
        letters,
        io -> {
          try {
            for (String letter : letters.chars().mapToObj(Character::toString).toList()) {
              if (letter.equals("-")) {
                io.yield();
              } else {
                io.write(letter);
              }
            }
            return letters.length();
          } finally {
            trail.add(letters + " ends");
          }
        });
  }

  /// Reads two, writes them with its name.
  private Coroutine<String, String, String> pairs(String name) {
    return Coroutine.of(
        name,
        io -> {
          for (String first = io.read(); first != null; first = io.read()) {
            io.write(name + first + io.read());
          }
          return name;
        });
  }

  @Test
  void theyTakeTurnsAndOneThatHasEndedIsLeftOut() {
    var merge = Merge.inTurns(writing("abc"), writing("1"), writing("xy"));

    assertThat(String.join("", Outputs.of(merge).toList())).isEqualTo("a1xbyc");
    assertThat(trail).containsExactly("1 ends", "xy ends", "abc ends");
  }

  @Test
  void oneThatPausesIsPassedOver() {
    var merge = Merge.inTurns(writing("a--b"), writing("123"));

    assertThat(String.join("", Outputs.of(merge).toList())).isEqualTo("a123b");
  }

  @Test
  void whenAllPauseSoDoesItsDriver() {
    var merge = Merge.inTurns(writing("-a"), writing("-1"));

    assertThat(merge.next()).isInstanceOf(Step.Paused.class);
    assertThat(merge.next()).isEqualTo(new Step.Output<>("a"));
    assertThat(merge.next()).isEqualTo(new Step.Output<>("1"));
    assertThat(merge.next()).isInstanceOf(Step.Done.class);
  }

  @Test
  void oneAfterTheOther() {
    var merge = Merge.inSequence(writing("a-b"), writing("12"));

    assertThat(merge.next()).isEqualTo(new Step.Output<>("a"));
    assertThat(merge.next()).isInstanceOf(Step.Paused.class);
    assertThat(merge.next()).isEqualTo(new Step.Output<>("b"));
    assertThat(merge.next()).isEqualTo(new Step.Output<>("1"));
    assertThat(trail).containsExactly("a-b ends");
    assertThat(merge.next()).isEqualTo(new Step.Output<>("2"));
    assertThat(merge.next()).isInstanceOf(Step.Done.class);
  }

  @Test
  void nothingRunsBeforeItIsItsTurn() {
    var later = writing("12");
    var merge = Merge.inTurns(writing("ab"), later);

    assertThat(merge.next()).isEqualTo(new Step.Output<>("a"));
    assertThat(later.step()).isNull();
    merge.close();
    assertThat(trail).containsExactly("ab ends");
  }

  @Test
  void anInputGoesToTheOneThatAsksForIt() {
    var merge = Merge.inTurns(pairs("a"), pairs("b"));

    assertThat(Outputs.of(merge, List.of("1", "2", "3", "4", "5", "6")).toList())
        .containsExactly("a12", "b34", "a56");
  }

  @Test
  void whatOneLeavesTheNextOneReads() {
    Coroutine<String, String, String> half =
        Coroutine.of(
            "half",
            io -> {
              String input = io.next();
              io.write(input.substring(0, 1));
              io.unread(input.substring(1), "more");
              return "half";
            });
    var merge = Merge.inSequence(half, pairs("b"));

    assertThat(Outputs.of(merge, List.of("xyz", "1", "2")).toList())
        .containsExactly("x", "byzmore", "b12");
  }

  @Test
  void aFailureOfOneClosesTheOthers() {
    IllegalStateException broken = new IllegalStateException("broken");
    Coroutine<String, String, Integer> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.write("!");
              throw broken;
            });
    var merge = Merge.inTurns(writing("ab"), failing);
    assertThat(merge.next()).isEqualTo(new Step.Output<>("a"));
    assertThat(merge.next()).isEqualTo(new Step.Output<>("!"));

    assertThatThrownBy(
            () -> {
              merge.next();
              merge.next();
            })
        .isSameAs(broken);
    assertThat(trail).containsExactly("ab ends");
  }

  @Test
  void whatIsThrownInAtAnOutputIsThrownIntoTheOneThatWroteIt() {
    Coroutine<String, String, Integer> handling =
        Coroutine.of(
            "handling",
            io -> {
              try {
                io.write("1");
              } catch (IllegalArgumentException e) {
                io.write("handled");
              }
              return 1;
            });
    var merge = Merge.inTurns(handling, writing("a"));
    merge.next();

    assertThat(merge.fail(new IllegalArgumentException("bad"))).isEqualTo(new Step.Output<>("a"));
    assertThat(merge.next()).isEqualTo(new Step.Output<>("handled"));
    assertThat(merge.next()).isInstanceOf(Step.Done.class);
  }

  @Test
  void linesAreMergedIntoALine() {
    var line =
        Merge.inTurns(writing("ac").into(pairs("x")), writing("bd").into(pairs("y")))
            .into(pairs("z"));

    assertThat(Outputs.of(line).toList()).containsExactly("zxacybd");
  }
}
