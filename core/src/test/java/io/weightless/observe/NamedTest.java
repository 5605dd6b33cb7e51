package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(observers.named("a")).isSameAs(observers.named("a"));
    assertThat(observers.named("a").call(Shelf.class))
        .isSameAs(observers.named("a").call(Shelf.class))
        .isNotSameAs(observers.named("b").call(Shelf.class))
        .isNotSameAs(observers.call(Shelf.class));
  }
}
