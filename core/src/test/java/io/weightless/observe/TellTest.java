package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All are told: Weightless' `do`.
class TellTest {
  private final List<String> trail = new ArrayList<>();

  interface Diary {
    void note(String text, long amount);

    default int pages() {
      return 0;
    }
  }

  private Diary noting(String name) {
    return (text, amount) -> trail.add(name + text + amount);
  }

  private Diary failing(String name, RuntimeException failure) {
    return (_, _) -> {
      trail.add(name);
      throw failure;
    };
  }

  @Test
  void allObserversAreToldInTheirOrder() {
    Sender.of(noting("a"), "a text", noting("b")).tell(Diary.class).note("x", 7);
    assertThat(trail).containsExactly("ax7", "bx7");
  }

  @Test
  void withoutObserversNobodyIsTold() {
    assertThatCode(() -> Sender.of().tell(Diary.class).note("x", 7)).doesNotThrowAnyException();
    assertThatCode(() -> Sender.of("a text").tell(Diary.class).note("x", 7))
        .doesNotThrowAnyException();
  }

  @Test
  void whoDeclinesIsPassedOver() {
    Sender.of(failing("a", new Decline()), noting("b")).tell(Diary.class).note("x", 7);
    assertThat(trail).containsExactly("a", "bx7");
  }

  @Test
  void theFirstFailureStopsTheRest() {
    IllegalStateException failure = new IllegalStateException("failed");
    Observers observers = Sender.of(noting("a"), failing("b", failure), noting("c"));
    assertThatThrownBy(() -> observers.tell(Diary.class).note("x", 7)).isSameAs(failure);
    assertThat(trail).containsExactly("ax7", "b");
  }

  @Test
  void orAllAreToldAndTheFirstFailureIsThrownWithTheOthersSuppressed() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    Observers observers = Sender.of(failing("a", first), failing("b", second), noting("c"));
    assertThatThrownBy(() -> observers.tell(Diary.class, OnFailure.GO_ON).note("x", 7))
        .isSameAs(first)
        .hasSuppressedException(second);
    assertThat(trail).containsExactly("a", "b", "cx7");
  }

  @Test
  void thePolicyHoldsBelowATransparentOneToo() {
    IllegalStateException failure = new IllegalStateException("failed");
    Tree<Transparent> through = Tree.of(Transparent.create(), failing("a", failure), noting("b"));
    Observers observers = Sender.of(through, noting("c"));
    assertThatThrownBy(() -> observers.tell(Diary.class, OnFailure.GO_ON).note("x", 7))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(trail).containsExactly("a", "bx7", "cx7");
  }

  @Test
  void anErrorStopsTheRestWhateverThePolicyAndKeepsWhatFailedBefore() {
    IllegalStateException before = new IllegalStateException("before");
    AssertionError error = new AssertionError("error");
    Diary broken =
        (_, _) -> {
          throw error;
        };
    Observers observers = Sender.of(failing("a", before), broken, noting("c"));
    assertThatThrownBy(() -> observers.tell(Diary.class, OnFailure.GO_ON).note("x", 7))
        .isSameAs(error)
        .hasSuppressedException(before);
    assertThat(trail).containsExactly("a");
  }

  @Test
  void theSameFailureTwiceIsThrownOnce() {
    IllegalStateException failure = new IllegalStateException("failed");
    Observers observers = Sender.of(failing("a", failure), failing("b", failure));
    Throwable thrown =
        catchThrowable(() -> observers.tell(Diary.class, OnFailure.GO_ON).note("x", 7));
    assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
  }

  @Test
  void aMethodThatReturnsSomethingIsRefusedByName() {
    assertThatThrownBy(() -> Sender.of(noting("a")).tell(Diary.class).pages())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("tell is for methods that return nothing, and Diary.pages returns int");
  }
}
