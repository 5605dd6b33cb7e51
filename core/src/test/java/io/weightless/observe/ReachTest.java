package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which methods of a component messages by name come to, when it has more than its interfaces say.
// what must not be reached is there, and public, all the same
@SuppressWarnings({"UnusedMethod", "UnusedVariable", "EffectivelyPrivate"})
class ReachTest {
  static class Event {}

  static final class Click extends Event {}

  interface Handler<E> {
    String handle(E event);
  }

  private static String sent(Object component, Object argument) {
    return "" + Sender.of(component).call(Message.of("handle", argument));
  }

  private static void assertRefused(Object component, Object argument) {
    assertThatThrownBy(() -> sent(component, argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not take");
  }

  private static final class Desk implements Handler<Event> {
    @Override
    public String handle(Event event) {
      return "event";
    }

    public String handle(Click own) {
      return "its own";
    }
  }

  @Test
  void anOverloadOfItsOwnThatTakesLessIsPassedOver() {
    assertThat(sent(new Desk(), new Event())).isEqualTo("event");
    assertThat(sent(new Desk(), new Click())).isEqualTo("event");
  }

  private static final class Counter implements Handler<Click> {
    @Override
    public String handle(Click click) {
      return "click";
    }

    public String handle(Event own) {
      return "its own";
    }
  }

  @Test
  void anOverloadOfItsOwnThatTakesMoreIsPassedOver() {
    assertThat(sent(new Counter(), new Click())).isEqualTo("click");
    assertRefused(new Counter(), new Event());
  }

  private static final class Texts implements Handler<String> {
    public String handle(Integer own) {
      return "its own";
    }

    @Override
    public String handle(String text) {
      return "text";
    }

    public String handle(Long own) {
      return "its own";
    }
  }

  @Test
  void anOverloadOfItsOwnThatTakesSomethingElseIsPassedOver() {
    assertThat(sent(new Texts(), "a")).isEqualTo("text");
    assertRefused(new Texts(), 1);
    assertRefused(new Texts(), 1L);
  }

  private static final class Any implements Handler<Object> {
    @Override
    public String handle(Object any) {
      return "any";
    }

    public String handle(Event own) {
      return "its own";
    }
  }

  @Test
  void anOverloadOfItsOwnIsPassedOverWhereNothingLiesBetween() {
    assertThat(sent(new Any(), new Event())).isEqualTo("any");
  }

  /// Takes what its interface takes, without knowing of it.
  private static class Half {
    public String handle(Event event) {
      return "half";
    }
  }

  private static final class Whole extends Half implements Handler<Event> {
    public String handle(Click own) {
      return "its own";
    }
  }

  @Test
  void whatItsSuperclassTakesForAnInterfaceOfItsOwnIsReached() {
    assertThat(sent(new Whole(), new Click())).isEqualTo("half");
  }

  private interface Several<T> extends Handler<List<T>[]> {}

  private abstract static class Base<A, B> implements Several<B> {}

  private static final class Lists extends Base<Event, Integer> {
    @Override
    public String handle(List<Integer>[] lists) {
      return "lists";
    }

    public String handle(List<String> own) {
      return "its own";
    }
  }

  @Test
  void whatAnInterfaceTakesIsKnownHoweverFarUpItIs() {
    assertThat(sent(new Lists(), new List<?>[] {List.of(1)})).isEqualTo("lists");
    assertRefused(new Lists(), List.of("a"));
  }

  private abstract static class Outer<T> {
    abstract class Inner implements Handler<T> {}

    static final class Nested extends Outer<Click> {
      final class Innermost extends Outer<Event>.Inner {
        private Innermost(Outer<Event> outer) {
          outer.super();
        }

        @Override
        public String handle(Event event) {
          return "innermost";
        }

        public String handle(Click own) {
          return "its own";
        }
      }
    }
  }

  @Test
  void aTypeVariableMayBeOfAnOuterClass() {
    Outer<Event> outer = new Outer<>() {};
    assertThat(sent(new Outer.Nested().new Innermost(outer), new Click())).isEqualTo("innermost");
  }

  private interface Bounded<E> {
    <F extends E> String handle(F event, List<? super F> more);
  }

  private static final class Clicks implements Bounded<Click> {
    @Override
    public <F extends Click> String handle(F click, List<? super F> more) {
      return "click";
    }

    public String handle(Event own, List<Event> more) {
      return "its own";
    }
  }

  @Test
  void aTypeVariableMayBeOfTheMethod() {
    Observers observers = Sender.of(new Clicks());
    assertThat(observers.call(Message.of("handle", new Click(), List.of()))).isEqualTo("click");
    assertThatThrownBy(() -> observers.call(Message.of("handle", new Event(), List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // that is what it is about
  private static final class Raw implements Handler {
    @Override
    public String handle(Object any) {
      return "any";
    }

    public String handle(Event own) {
      return "its own";
    }
  }

  @Test
  void whatIsImplementedWithoutTypesTakesAnything() {
    assertThat(sent(new Raw(), new Event())).isEqualTo("any");
  }

  private interface EventHandler extends Handler<Event> {
    @Override
    String handle(Event event);
  }

  @Test
  void aLambdaTakesWhatItsInterfaceTakes() {
    EventHandler lambda = _ -> "lambda";
    assertThat(sent(lambda, new Click())).isEqualTo("lambda");
    assertRefused(lambda, "text");
  }

  public static final class Visible extends Hidden implements Handler<Event> {
    public String handle(Click own) {
      return "its own";
    }
  }

  /// Of which nothing can be called from elsewhere.
  static class Hidden {
    public String handle(Event event) {
      return "hidden";
    }
  }

  @Test
  void aMethodInheritedFromAClassThatIsNotPublicIsReachedBesideAnOverload() {
    assertThat(sent(new Visible(), new Click())).isEqualTo("hidden");
  }
}
