package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first one that answers: Weightless' `call`.
class CallTest {
  private final List<String> trail = new ArrayList<>();

  private Shelf noting(String name) {
    return key -> {
      trail.add(name);
      return name + key;
    };
  }

  @Test
  void theFirstImplementerAnswersAndTheOthersAreNotAsked() {
    Observers observers = Sender.of(noting("a"), noting("b"));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("a1");
    assertThat(trail).containsExactly("a");
  }

  @Test
  void whoDoesNotImplementTheInterfaceIsPassedOver() {
    Observers observers = Sender.of("a text", new Sender(), noting("b"));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("b1");
  }

  @Test
  void whoDeclinesLeavesTheAnswerToTheNextOne() {
    Observers observers = Sender.of(Shelf.declining(), noting("b"));
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("b1");
  }

  @Test
  void nullIsAnAnswer() {
    Shelf empty = _ -> null;
    assertThat(Sender.of(empty, noting("b")).call(Shelf.class).get("1")).isNull();
    assertThat(trail).isEmpty();
  }

  @Test
  void withoutObserversNobodyResponds() {
    assertThatThrownBy(() -> Sender.of().call(Shelf.class).get("1"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 0 observers responds to Shelf.get(..)");
  }

  @Test
  void theCountIsThatOfAllObserversAndDecliningIsNoResponse() {
    Observers observers = Sender.of("a text", Shelf.declining(), new Sender());
    assertThatThrownBy(() -> observers.call(Shelf.class).get("1"))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 3 observers responds to Shelf.get(..)");
  }

  @Test
  void whatAComponentThrowsIsThrownAndTheNextOneIsNotAsked() {
    Shelf failing = key -> Integer.toString(Integer.parseInt(key));
    assertThatThrownBy(() -> Sender.of(failing, noting("b")).call(Shelf.class).get("x"))
        .isInstanceOf(NumberFormatException.class);
    assertThat(trail).isEmpty();
  }

  @Test
  void anErrorAboutMethodsInsideAComponentIsNoMissingMethod() {
    for (Error error :
        List.of(
            new AbstractMethodError("real"),
            new IncompatibleClassChangeError("real"),
            new NoSuchMethodError("real"))) {
      Shelf failing =
          _ -> {
            throw error;
          };
      assertThatThrownBy(() -> Sender.of(failing, noting("b")).call(Shelf.class).get("x"))
          .isSameAs(error);
    }
    assertThat(trail).isEmpty();
  }

  @Test
  void aClassCastExceptionInsideAComponentIsThrown() {
    Shelf failing = key -> (String) (Object) key.length();
    assertThatThrownBy(() -> Sender.of(failing, noting("b")).call(Shelf.class).get("x"))
        .isInstanceOf(ClassCastException.class);
    assertThat(trail).isEmpty();
  }

  @Test
  void thatNobodyRespondsBelowAComponentIsAFailureOfTheComponent() {
    Sender middle = new Sender();
    Shelf asking = key -> middle.observers().call(Shelf.class).get(key);
    Observers observers = Sender.of(asking, noting("b"));
    assertThatThrownBy(() -> observers.call(Shelf.class).get("x"))
        .isInstanceOf(NobodyResponds.class);
    assertThat(trail).isEmpty();
  }

  @Test
  void aDispatcherIsMadeOnce() {
    Observers observers = Sender.of(noting("a"));
    assertThat(observers.call(Shelf.class)).isSameAs(observers.call(Shelf.class));
    assertThat(observers.call(Shelf.class)).isNotSameAs(observers.once(Shelf.class));
  }

  @Test
  void onlyAnInterfaceCanBeSent() {
    assertThatThrownBy(() -> Sender.of().call(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("messages are the methods of an interface, and java.lang.String is none");
  }
}
