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

  /// With more than its interfaces say.
  record Leaf(String prefix) implements Shelf, AutoCloseable {
    @Override
    public String get(String key) {
      return prefix + key;
    }

    public String get(Integer key) {
      return prefix + key;
    }

    @Override
    public void close() {
      throw new AssertionError("by a stranger");
    }
  }

  interface Unclear {
    default void of(CharSequence one, Object other) {}

    default void of(Object one, CharSequence other) {}
  }

  interface Transform<T, R> {
    R of(T value);
  }

  static final class Length implements Transform<String, Integer> {
    @Override
    public Integer of(String value) {
      return value.length();
    }
  }

  interface Door {
    void close();

    void open(String... keys);
  }

  @Test
  void byNameItIsTheSameAsTheTypedCall() {
    Observers observers = Sender.of("a text", Shelf.saying("an "), Shelf.saying("b"));
    assertThat(observers.call(GET)).isEqualTo(observers.call(Shelf.class).get("one"));
    assertThat(observers.call(Message.of(Shelf.class, "get", "one"))).isEqualTo("an one");
  }

  @Test
  void whatOnlyItsClassHasIsNeverReached() {
    Observers observers = Sender.of(new Leaf("leaf "));
    assertThat(observers.call(GET)).isEqualTo("leaf one");
    assertThatThrownBy(() -> observers.call(Message.of("prefix")))
        .isInstanceOf(NobodyResponds.class);
    assertThatThrownBy(() -> observers.call(Message.of("get", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("get(java.lang.String) does not take [1]");
  }

  @Test
  void nobodyIsClosedByNameUnlessAnInterfaceOfItsOwnSaysSo() {
    List<String> trail = new ArrayList<>();
    Door door =
        new Door() {
          @Override
          public void close() {
            trail.add("closed");
          }

          @Override
          public void open(String... keys) {
            trail.addAll(List.of(keys));
          }
        };
    Sender.of(new Leaf(""), door).tell(Message.of("close"));
    assertThat(trail).containsExactly("closed");
  }

  @Test
  void aListOfAnyLengthIsOneArgument() {
    List<String> trail = new ArrayList<>();
    record Opening(List<String> trail) implements Door {
      @Override
      public void close() {}

      @Override
      public void open(String... keys) {
        trail.addAll(List.of(keys));
      }
    }
    Observers observers = Sender.of(new Opening(trail));
    observers.tell(Message.of("open", new Object[] {new String[] {"a", "b"}}));
    assertThat(trail).containsExactly("a", "b");
    assertThatThrownBy(() -> observers.tell(Message.of("open", "a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMethodTakesWhatItsClassSaysThatItTakes() {
    Observers observers = Sender.of(new Length());
    assertThat(observers.call(Message.of("of", "four"))).isEqualTo(4);
    assertThatThrownBy(() -> observers.call(Message.of("of", 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of(java.lang.String) does not take [4]");
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
    assertThatThrownBy(() -> Sender.of(new Unclear() {}).call(Message.of("of", "1", "2")))
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

  interface Greeting {
    String greet(String whom);
  }

  public static final class Greeter extends HiddenBase implements Greeting {}

  @Test
  void aMethodInheritedFromAClassThatIsNotPublicResponds() {
    assertThat(Sender.of(new Greeter()).call(Message.of("greet", "you"))).isEqualTo("hello you");
  }
}
