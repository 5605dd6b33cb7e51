package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Messages to observers of one name: Weightless' directed messages.
class NamedTest {
  private final List<String> trail = new ArrayList<>();

  private record Plain(String text) implements Shelf {
    @Override
    public String get(String key) {
      return text;
    }
  }

  private record Entitled(String name) implements Shelf, Named {
    @Override
    public String get(String key) {
      return name;
    }
  }

  private final class Teller implements Observable, Runnable, Lines {
    private final Observers observers;

    Teller(String name) {
      observers = new Observers(name);
    }

    @Override
    public Observers observers() {
      return observers;
    }

    @Override
    public void run() {
      trail.add(observers.toString());
    }

    @Override
    public Program<String, String, @Nullable String> of(String subject) {
      return Lines.writing(null, observers.toString()).of(subject);
    }
  }

  @Test
  void namesDoNotMatterToWhatIsNotAddressed() {
    Observers observers = Sender.of(new Teller("a"), new Teller("b"));
    observers.tell(Runnable.class).run();
    assertThat(trail).containsExactly("observers of 'a'", "observers of 'b'");
  }

  @Test
  void onlyThoseOfTheNameAreReached() {
    Observers observers = Sender.of(new Plain("plain"), new Teller("a"), new Teller("b"));
    observers.named("b").tell(Runnable.class).run();
    assertThat(trail).containsExactly("observers of 'b'");
    assertThat(Outputs.of(Coroutine.of(observers.named("a").all(Lines.class).of("x"))).toList())
        .containsExactly("observers of 'a'");
    assertThat(Outputs.of(Coroutine.of(observers.named("b").any(Lines.class).of("x"))).toList())
        .containsExactly("observers of 'b'");
  }

  @Test
  void whoHasNoNameIsPassedOver() {
    Observers observers = Sender.of(new Plain("plain"), new Entitled("x"));
    assertThat(observers.named("x").call(Shelf.class).get("")).isEqualTo("x");
  }

  @Test
  void anyObjectMayHaveAName() {
    Observers observers = Sender.of(new Entitled("a"), new Entitled("b"));
    assertThat(observers.named("b").call(Shelf.class).get("")).isEqualTo("b");
  }

  @Test
  void anotherNameReachesNobody() {
    Observers observers = Sender.of(new Plain("plain"), new Entitled("x"), new Teller("x"));
    observers.named("other").tell(Runnable.class).run();
    assertThat(trail).isEmpty();
    assertThatThrownBy(() -> observers.named("other").call(Shelf.class).get(""))
        .isInstanceOf(NobodyResponds.class)
        .hasMessage("none of the 3 observers is named 'other' and responds to Shelf.get(..)");
  }

  @Test
  void aTransparentOneOfTheNamePassesItOnToAllBelow() {
    Tree<?> through = Tree.of(Transparent.named("x"), new Entitled("y"));
    assertThat(Sender.of(through).named("x").call(Shelf.class).get("")).isEqualTo("y");
    assertThatThrownBy(() -> Sender.of(through).named("y").call(Shelf.class).get(""))
        .isInstanceOf(NobodyResponds.class);
  }

  @Test
  void aOnceReachesThoseOfTheNameWhereverTheyAre() {
    Observers observers = Sender.of(Tree.of(new Teller("a"), new Teller("b"), new Teller("a")));
    observers.named("a").once(Runnable.class).run();
    assertThat(trail).containsExactly("observers of 'a'", "observers of 'a'");
  }

  @Test
  void messagesByNameOfTheMethodAreAddressedToo() {
    Observers observers = Sender.of(new Teller("a"), new Teller("b"), new Entitled("b"));
    observers.named("b").tell(Message.of("run"));
    assertThat(trail).containsExactly("observers of 'b'");
    assertThat(observers.named("b").call(Message.of("get", ""))).isEqualTo("b");
  }

  @Test
  void addressesAndTheirDispatchersAreMadeOnce() {
    Observers observers = Sender.of();
    Addressed a = observers.named("a");
    Shelf shelf = a.call(Shelf.class);
    assertThat(observers.named("a")).isSameAs(a);
    assertThat(a.call(Lines.class)).isNotSameAs(shelf);
    assertThat(a.call(Shelf.class))
        .isSameAs(shelf)
        .isNotSameAs(observers.named("b").call(Shelf.class))
        .isNotSameAs(observers.call(Shelf.class))
        .isNotSameAs(a.once(Shelf.class));
    assertThat(a.tell(Runnable.class))
        .isSameAs(a.tell(Runnable.class, OnFailure.STOP))
        .isNotSameAs(a.tell(Runnable.class, OnFailure.GO_ON));
  }

  @Test
  void onlyTheNameThatWasAskedForLastIsAtHand() {
    Observers observers = Sender.of();
    Addressed a = observers.named("a");
    assertThat(observers.named("b")).isNotSameAs(a).hasToString("'b' of observers");
    assertThat(observers.named("a")).isNotSameAs(a).hasToString("'a' of observers");
  }

  @Test
  void noNameIsRefused() {
    @SuppressWarnings("NullAway") // that is what it is about
    ThrowingCallable named = () -> Sender.of().named(null);
    assertThatNullPointerException().isThrownBy(named);
  }

  @Test
  void whatIsKeptForANameAsksThoseWhoObserveNow() {
    Sender root = new Sender();
    Addressed x = root.observers().named("x");
    Shelf shelf = x.call(Shelf.class);
    for (String through : List.of("y", "z")) {
      Tree<?> below = Tree.of(Transparent.named("x"), new Entitled(through));
      Tree.of(root, below).configure();
      var _ = root.observers().named("y");
      assertThat(shelf.get("")).isEqualTo(through);
      assertThat(x.call(Shelf.class).get("")).isEqualTo(through);
    }
  }

  @Test
  void manyNamesLeaveNothingBehind() {
    Observers observers =
        Sender.of(new Entitled("7"), Tree.of(Transparent.named("8"), new Entitled("x")));
    Shelf all = observers.call(Shelf.class);
    List<WeakReference<Object>> seen = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Addressed one = observers.named("" + i);
      Shelf shelf = one.call(Shelf.class);
      seen.add(new WeakReference<>(one));
      seen.add(new WeakReference<>(shelf));
      if (i == 7 || i == 8) {
        assertThat(shelf.get("")).isEqualTo(i == 7 ? "7" : "x");
      }
    }
    var _ = observers.named("another");
    for (int i = 0; i < 50 && !areGone(seen); i++) {
      System.gc();
    }
    assertThat(areGone(seen)).isTrue();
    assertThat(observers.call(Shelf.class)).isSameAs(all);
  }

  private static boolean areGone(List<WeakReference<Object>> seen) {
    return seen.stream().allMatch(one -> one.refersTo(null));
  }
}
