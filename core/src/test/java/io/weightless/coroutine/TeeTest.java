package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// One input for two.
class TeeTest {
  private record Time() implements Request<Long> {}

  private final List<String> trail = new ArrayList<>();

  private static Coroutine<String, String, Integer> writing(String letters) {
    return Coroutine.of(
        letters,
        io -> {
          for (String letter : letters.chars().mapToObj(Character::toString).toList()) {
            io.write(letter);
          }
          return letters.length();
        });
  }

  private Coroutine<String, String, String> copy(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            for (String value = io.read(); value != null; value = io.read()) {
              trail.add(name + " gets " + value);
              io.write(name + value);
            }
            return name;
          } finally {
            trail.add(name + " ends");
          }
        });
  }

  /// Goes on after a failure where it reads.
  private Coroutine<String, String, String> patient(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            io.read();
          } catch (IllegalArgumentException e) {
            io.write(name + " handles " + e.getMessage());
          }
          return name;
        });
  }

  private static String join(Object left, Object right) {
    return Objects.toString(left, "") + Objects.toString(right, "");
  }

  private static Coroutine<String, String, ?> tee(
      Coroutine<String, String, ?> left, Coroutine<String, String, ?> right) {
    return Tee.of(left, right, TeeTest::join);
  }

  @Test
  void theOutputsOfBothAreJoinedInPairs() {
    var all = Outputs.of(tee(writing("apno"), writing("a ot"))).toList();

    assertThat(String.join("", all)).isEqualTo("aap noot");
    assertThat(all).containsExactly("aa", "p ", "no", "ot");
  }

  @Test
  void theyMayEndUnevenly() {
    assertThat(Outputs.of(tee(writing("abc"), writing("1"))).toList())
        .containsExactly("a1", "b", "c");
    assertThat(Outputs.of(tee(writing("a"), writing("123"))).toList())
        .containsExactly("a1", "2", "3");
  }

  @Test
  void oneInputReachesBothBeforeTheNextIsRead() {
    var tee = tee(copy("a"), copy("b"));
    assertThat(tee.next()).isInstanceOf(Step.NeedsInput.class);

    assertThat(tee.send("1")).isEqualTo(new Step.Output<>("a1b1"));
    assertThat(trail).containsExactly("a gets 1", "b gets 1");
    assertThat(tee.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(tee.end()).isInstanceOf(Step.Done.class);
    assertThat(trail).endsWith("a ends", "b ends");
  }

  @Test
  void oneThatWritesMoreForAnInputWritesTheRestAlone() {
    Coroutine<String, String, String> twice =
        Coroutine.of(
            "twice",
            io -> {
              for (String value = io.read(); value != null; value = io.read()) {
                io.write(value);
                io.write(value);
              }
              return "twice";
            });

    assertThat(Outputs.of(tee(copy("a"), twice), List.of("1", "2")).toList())
        .containsExactly("a11", "1", "a22", "2");
  }

  @Test
  void theOtherOneGoesOnWhenOneHasEnded() {
    Coroutine<String, String, String> one =
        Coroutine.of(
            "one",
            io -> {
              io.write(io.next() + "!");
              io.unread("mine");
              return "one";
            });

    assertThat(Outputs.of(tee(one, copy("b")), List.of("1", "2")).toList())
        .containsExactly("1!b1", "b2");
    assertThat(one.result()).isEqualTo("one");
    assertThat(one.rest()).containsExactly("mine");
  }

  @Test
  void aCloseReachesBoth() {
    var tee = tee(copy("a"), copy("b"));
    tee.next();
    tee.close();

    assertThat(trail).containsExactly("a ends", "b ends");
  }

  @Test
  void itClosesBothWhenTheStageAfterItEnds() {
    var line =
        tee(copy("a"), copy("b")).into(Coroutine.<String, String, String>of("one", Io::next));
    line.next();

    assertThat(line.send("1")).isEqualTo(new Step.Done<>("a1b1", List.of()));
    assertThat(trail).endsWith("a ends", "b ends");
  }

  @Test
  void whatOneFailsWithClosesTheOther() {
    IllegalStateException broken = new IllegalStateException("broken");
    Coroutine<String, String, String> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.read();
              throw broken;
            });
    var tee = tee(failing, copy("b"));
    tee.next();

    assertThatThrownBy(() -> tee.send("1")).isSameAs(broken);
    assertThat(trail).containsExactly("b ends");
  }

  @Test
  void whatIsThrownInIsThrownIntoBoth() {
    IllegalArgumentException bad = new IllegalArgumentException("bad");
    var tee = tee(patient("a"), patient("b"));
    tee.next();

    assertThat(tee.fail(bad)).isEqualTo(new Step.Output<>("a handles badb handles bad"));
    assertThat(tee.next()).isInstanceOf(Step.Done.class);
  }

  @Test
  void itFailsWhenOneDoesNotHandleThat() {
    IllegalArgumentException bad = new IllegalArgumentException("bad");
    var handling = patient("b");
    var tee = tee(copy("a"), handling);
    tee.next();

    assertThatThrownBy(() -> tee.fail(bad)).isSameAs(bad);
    assertThat(trail).containsExactly("a ends");
    assertThat(handling.isDone()).isTrue();
  }

  @Test
  void whatIsThrownInAtAnOutputIsThrownIntoBoth() {
    IllegalArgumentException bad = new IllegalArgumentException("bad");
    var tee = tee(writing("abc"), copy("b"));
    assertThat(tee.next()).isEqualTo(new Step.Output<>("a"));

    assertThatThrownBy(() -> tee.fail(bad)).isSameAs(bad);
    assertThat(trail).containsExactly("b ends");
  }

  @Test
  void whatTheyAskAndWhenTheyPauseIsForItsDriver() {
    Coroutine<String, String, String> asking =
        Coroutine.of(
            "asking",
            io -> {
              io.yield();
              io.write("at " + io.ask(new Time()));
              return "asked";
            });
    var tee = tee(asking, writing("x"));
    assertThat(tee.next()).isInstanceOf(Step.Paused.class);
    Step<?, ?, ?> asked = tee.next();
    assertThat(asked).isEqualTo(new Step.Asks<>(new Time()));
    Time request = (Time) ((Step.Asks<?, ?, ?>) asked).request();

    assertThat(tee.answer(request, 5L)).isEqualTo(new Step.Output<>("at 5x"));
    assertThat(tee.next()).isInstanceOf(Step.Done.class);
  }

  @Test
  void aTeeOfATeeInAPipeline() {
    var line = copy("0").into(Tee.of(copy("a"), tee(copy("b"), copy("c")), TeeTest::join));

    assertThat(Outputs.of(line, List.of("1")).toList()).containsExactly("a01b01c01");
  }

  @Test
  void whenBothFailByWhatIsThrownInNeitherFailureIsLost() {
    var tee = tee(failingAnew("a"), failingAnew("b"));
    tee.next();

    assertThatThrownBy(() -> tee.fail(new IllegalArgumentException("bad")))
        .hasMessage("a after bad")
        .satisfies(first ->
            assertThat(first.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("b after bad"));
  }

  private static Coroutine<String, String, String> failingAnew(String name) {
    return Coroutine.of(
        name,
        io -> {
          try {
            io.read();
          } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name + " after " + e.getMessage(), e);
          }
          return name;
        });
  }

  @Test
  void whatTheJoinerFailsWithIsItsOwnAndClosesBoth() {
    IllegalArgumentException broken = new IllegalArgumentException("broken");
    Coroutine<String, String, String> lenient =
        Coroutine.of(
            "lenient",
            io -> {
              try {
                io.write("x");
              } catch (IllegalArgumentException e) {
                trail.add("lenient handles it");
              }
              return "lenient";
            });
    Coroutine<String, String, ?> tee =
        Tee.of(
            lenient,
            copy("b"),
            (_, _) -> {
              throw broken;
            });

    assertThatThrownBy(tee::next).isSameAs(broken);
    assertThat(trail).containsExactly("b ends");
    assertThat(lenient.isDone()).isTrue();
  }
}
