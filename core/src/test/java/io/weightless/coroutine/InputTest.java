package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InputTest {
  private final Input<String> other = Input.of(List.of());

  @Test
  void whatWasGivenBackOutsideIsNotReadInside() {
    Coroutine<String, String, List<String>> coroutine =
        Coroutine.of(io -> {
          List<String> read = new ArrayList<>();
          io.unread("own");
          io.reading(other, _ -> read.add(io.next()));
          read.add(io.next());
          return read;
        });
    coroutine.next();

    assertThat(coroutine.send("sent"))
        .isEqualTo(new Step.Done<>(List.of("sent", "own"), List.of()));
  }

  @Test
  void whatIsLeftInsideIsThereWhenItIsReadAgain() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> {
          io.<Object, RuntimeException>reading(
              other,
              _ -> {
                io.unread("a", "b");
                return "";
              });
          return io.reading(other, _ -> io.next());
        });

    assertThat(coroutine.next()).isEqualTo(new Step.Done<>("a", List.of()));
    assertThat(other.rest()).containsExactly("b");
  }

  @Test
  void itBeginsWithWhatItIsMadeOf() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> io.reading(Input.of(List.of("a", "b")), _ -> io.next() + io.next()));

    assertThat(coroutine.next()).isEqualTo(new Step.Done<>("ab", List.of()));
  }

  @Test
  void aCoroutineBeginsWithTheOneThatItIsGiven() {
    Input<String> first = Input.of(List.of("a", "b"));
    Input<String> ended = Input.ended(List.of("c"));

    assertThat(Coroutine.<String, String, String>of(Io::next).reading(first).next())
        .isEqualTo(new Step.Done<>("a", List.of("b")));
    assertThat(first.rest()).containsExactly("b");
    assertThat(first.isEnded()).isFalse();
    assertThat(
            Coroutine.<String, String, String>of(io -> io.read() + io.read()).reading(ended).next())
        .isEqualTo(new Step.Done<>("cnull", List.of()));
    assertThat(ended.isEnded()).isTrue();
  }

  @Test
  void theEndIsThatOfTheInputThatIsReadThen() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> {
          String inside = io.reading(other, _ -> io.read() + "," + io.read());
          return inside + "," + io.next() + "," + io.reading(other, _ -> io.read());
        });
    coroutine.next();

    assertThat(coroutine.end()).isEqualTo(new Step.NeedsInput<>());
    assertThat(coroutine.send("sent")).isEqualTo(new Step.Done<>("null,null,sent,null", List.of()));
  }

  @Test
  void afterTheEndOfItsOwnAnotherOneIsRead() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> io.read() + "," + io.reading(other, _ -> io.next()) + "," + io.read());
    coroutine.next();

    assertThat(coroutine.end()).isEqualTo(new Step.NeedsInput<>());
    assertThat(coroutine.send("sent")).isEqualTo(new Step.Done<>("null,sent,null", List.of()));
  }

  @Test
  void aFailureInsideLeadsBackToItsOwn() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> {
          io.unread("own");
          assertThatThrownBy(() -> io.reading(other, _ -> io.next())).hasMessage("wrong");
          return io.next();
        });
    coroutine.next();

    assertThat(coroutine.fail(new IllegalArgumentException("wrong")))
        .isEqualTo(new Step.Done<>("own", List.of()));
  }

  @Test
  void ofADelegatedOneItIsNotThatOfItsCaller() {
    Coroutine<String, String, String> inner =
        Coroutine.of("inner", io -> io.reading(other, _ -> io.next() + io.read()) + io.next());
    Coroutine<String, String, String> outer =
        Coroutine.of(
            "outer",
            io -> {
              io.unread("callers");
              return io.delegate(inner);
            });
    outer.next();
    outer.send("sent");

    assertThat(outer.end()).isEqualTo(new Step.Done<>("sentnullcallers", List.of()));
  }

  @Test
  void aStageThatReadsWhatAnotherOneWritesHasNoOtherInput() {
    Coroutine<String, String, Void> first = Coroutine.of("first", io -> null);
    Coroutine<String, String, String> second =
        Coroutine.of("second", io -> io.reading(other, _ -> io.next()));

    assertThatThrownBy(first.into(second)::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'second'")
        .hasMessageContaining("'first'");
  }
}
