package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The programs of all, one after the other: Weightless' `all`.
class AllTest {
  private static Coroutine<String, String, @Nullable String> all(Object... parts) {
    return Coroutine.of("all", Sender.of(parts).all(Lines.class).of("x"));
  }

  private static final Lines FAILING =
      _ -> {
        throw new IllegalStateException("failed");
      };

  @Test
  void withoutImplementersNothingIsWritten() {
    assertThat(Outputs.of(all()).toList()).isEmpty();
    assertThat(Outputs.of(all("a text", new Sender())).toList()).isEmpty();
  }

  @Test
  void oneImplementerWritesWhateverElseListens() {
    assertThat(Outputs.of(all("a text", Lines.writing(null, "1"), new Sender())).toList())
        .containsExactly("1");
  }

  @Test
  void severalWriteOneAfterTheOtherInTheOrderOfTheTree() {
    assertThat(Outputs.of(all(Lines.writing(null, "1", "2"), Lines.writing(null, "3"))).toList())
        .containsExactly("1", "2", "3");
  }

  @Test
  void theSameOneTwiceWritesTwice() {
    Lines one = Lines.writing(null, "1");
    assertThat(Outputs.of(all(one, one)).toList()).containsExactly("1", "1");
  }

  @Test
  void aFailureEndsItBeforeTheNextOne() {
    assertThatThrownBy(all(FAILING, Lines.writing(null, "1"))::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("failed");
  }

  @Test
  void aFailureComesAfterWhatTheOneBeforeItWrote() {
    Coroutine<String, String, @Nullable String> all = all(Lines.writing(null, "1"), FAILING);
    assertThat(all.next()).isEqualTo(new Step.Output<>("1"));
    assertThatThrownBy(all::next).isInstanceOf(IllegalStateException.class).hasMessage("failed");
  }

  @Test
  void aResultIsRefusedAndSaysWhoseItIs() {
    assertThatThrownBy(() -> Outputs.of(all(Lines.writing("1"))).toList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" returned 1 for Lines.of(..), and all has no use for results");
  }

  @Test
  void aMethodThatGivesNoProgramIsNamed() {
    @SuppressWarnings("NullAway") // that is what it is about
    Lines none = _ -> null;
    assertThatThrownBy(all(none)::next)
        .isInstanceOf(NullPointerException.class)
        .hasMessageEndingWith(" gave no program for Lines.of(..)");
  }

  @Test
  void aMethodThatReturnsNoProgramIsRefusedByName() {
    assertThatThrownBy(() -> Sender.of().all(Shelf.class).get("x"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("all is for methods that return a Program, and Shelf.get returns String");
  }

  @Test
  void whoDeclinesIsPassedOverBeforeAndAfterItHasWritten() {
    assertThat(
            Outputs.of(all(Lines.declining(), Lines.decliningAfter("1"), Lines.writing(null, "2")))
                .toList())
        .containsExactly("1", "2");
  }

  @Test
  void aDeclineThatIsThrownInEndsTheOneWhoseTurnItIs() {
    Coroutine<String, String, @Nullable String> all =
        all(Lines.writing(null, "a1", "a2", "a3"), Lines.writing(null, "b1", "b2", "b3"));
    assertThat(all.next()).isEqualTo(new Step.Output<>("a1"));
    assertThat(all.fail(new Decline())).isEqualTo(new Step.Output<>("b1"));
    all.close();
  }

  @Test
  void allReadTheSameInputOneAfterTheOther() {
    Lines reading =
        _ ->
            io -> {
              io.write(io.next() + io.next());
              return null;
            };
    Coroutine<String, String, @Nullable String> all = all(reading, reading);
    assertThat(Outputs.of(all, java.util.List.of("1", "2", "3", "4")).toList())
        .containsExactly("12", "34");
  }
}
