package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Messages whose method is known only at run time.
class MessageTest {
  private static final Message GET = Message.of("get", "one");

  interface Overloaded {
    String of(Object any);

    String of(CharSequence text);

    String of(int number);
  }

  private static final class Overloads implements Overloaded {
    @Override
    public String of(Object any) {
      return "object";
    }

    @Override
    public String of(CharSequence text) {
      return "text";
    }

    @Override
    public String of(int number) {
      return "number";
    }
  }

  record Leaf(String prefix) {
    public String get(String key) {
      return prefix + key;
    }
  }

  static final class Unclear {
    public void of(CharSequence one, Object other) {}

    public void of(Object one, CharSequence other) {}
  }

  @Test
  void byNameItIsTheSameAsTheTypedCall() {
    Observers observers = Sender.of("a text", Shelf.saying("an "), Shelf.saying("b"));
    assertThat(observers.call(GET)).isEqualTo(observers.call(Shelf.class).get("one"));
    assertThat(observers.call(Message.of(Shelf.class, "get", "one"))).isEqualTo("an one");
  }

  @Test
  void aComponentNeedNotHaveAnInterfaceForThat() {
    assertThat(Sender.of(new Leaf("leaf ")).call(GET)).isEqualTo("leaf one");
  }

  @Test
  void itPassesThroughTransparentOnesAndReachesTypedMethods() {
    Tree<?> through = Tree.of(Transparent.create(), Shelf.saying("a "));
    assertThat(Sender.of(Transparent.create(), through).call(GET)).isEqualTo("a one");
  }

  @Test
  void whereNobodyHasTheNameItComesToUnknownOnes() {
    Unknown unknown =
        new Unknown() {
          @Override
          public Object callUnknown(Message message) {
            return "via unknown " + message.arguments().getFirst() + message.type();
          }
        };
    assertThat(Sender.of(unknown).call(GET)).isEqualTo("via unknown onenull");
  }

  @Test
  void forACallSomebodyHasToRespond() {
    assertThatThrownBy(() -> Sender.of("a text").call(GET))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 1 observers responds to get(..)");
  }

  @Test
  void forAnAllAndATellNobodyNeed() {
    assertThat(Outputs.of(Coroutine.of(Sender.of("a text").all(GET))).toList()).isEmpty();
    Sender.of("a text").tell(GET);
  }

  @Test
  void programsAreSentByNameToo() {
    Message of = Message.of("of", "x");
    Observers observers = Sender.of(Lines.writing("r", "1"), Lines.writing(null, "2"));
    Coroutine<String, String, @Nullable Object> any = Coroutine.of(observers.any(of));
    assertThat(Outputs.of(any).toList()).containsExactly("1");
    assertThat(any.result()).isEqualTo("r");
    assertThat(
            Outputs.of(
                    Coroutine.<String, String, @Nullable Object>of(
                        Sender.of(Lines.writing(null, "1"), Lines.writing(null, "2")).all(of)))
                .toList())
        .containsExactly("1", "2");
  }

  @Test
  void aTellByNameReachesAllAndGoesOnIfItIsTo() {
    List<String> trail = new ArrayList<>();
    Runnable noting = () -> trail.add("ran");
    Runnable failing =
        () -> {
          throw new IllegalStateException("failed");
        };
    Observers observers = Sender.of(noting, failing, noting);
    Message run = Message.of("run");
    assertThatThrownBy(() -> observers.tell(run)).hasMessage("failed");
    assertThat(trail).hasSize(1);
    assertThatThrownBy(() -> observers.tell(run, OnFailure.GO_ON)).hasMessage("failed");
    assertThat(trail).hasSize(3);
  }

  @Test
  void argumentsThatDoNotFitAreAFailureOfTheirOwn() {
    assertThatThrownBy(() -> Sender.of(Shelf.saying("a")).call(Message.of("get", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("get(java.lang.String) does not take [1]");
  }

  @Test
  void aMessageThatAnInterfaceDoesNotHaveIsRefusedAtOnce() {
    assertThatThrownBy(() -> Message.of(Shelf.class, "put", "one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("io.weightless.observe.Shelf has no method put that takes [one]");
  }

  @Test
  void ofOverloadedMethodsTheMostExactOneIsMeant() {
    Observers observers = Sender.of(new Overloads());
    assertThat(observers.call(Message.of("of", "text"))).isEqualTo("text");
    assertThat(observers.call(Message.of("of", 1))).isEqualTo("number");
    assertThat(observers.call(Message.of("of", 1.5))).isEqualTo("object");
    assertThat(observers.call(Message.of(Overloaded.class, "of", "text"))).isEqualTo("text");
  }

  @Test
  void whenSeveralMayBeMeantItIsRefused() {
    assertThatThrownBy(() -> Sender.of(new Unclear()).call(Message.of("of", "1", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("several methods take [1, 2]: ");
  }

  @Test
  void aNullArgumentIsHandedOn() {
    Shelf shelf = key -> key == null ? "none" : "some";
    assertThat(Sender.of(shelf).call(Message.of("get", new Object[] {null}))).isEqualTo("none");
  }

  @Test
  void methodsOfEveryObjectAndOfTheTreeAreNoMessages() {
    for (String name : List.of("hashCode", "toString", "getClass", "observers", "name")) {
      assertThatThrownBy(() -> Sender.of(new Sender(), "text").call(Message.of(name)))
          .isInstanceOf(NobodyResponds.class);
    }
  }

  @Test
  void aMethodOfTheWrongKindIsRefusedByName() {
    assertThatThrownBy(() -> Sender.of(Shelf.saying("a")).tell(GET))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("tell is for methods that return nothing, and ");
  }

  @Test
  void itTellsWhatItIs() {
    assertThat(Message.of(Shelf.class, "get", "one")).hasToString("Shelf.get(one)");
    assertThat(GET).hasToString("get(one)");
  }

  static class HiddenBase {
    public String greet(String whom) {
      return "hello " + whom;
    }
  }

  public static final class Greeter extends HiddenBase {}

  @Test
  void aMethodInheritedFromAClassThatIsNotPublicResponds() {
    assertThat(Sender.of(new Greeter()).call(Message.of("greet", "you"))).isEqualTo("hello you");
  }
}
