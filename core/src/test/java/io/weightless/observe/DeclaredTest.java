package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/// What a component declares that it sends.
class DeclaredTest {
  private final Observers observers =
      new Observers("desk").requiring(Shelf.class).sending(Runnable.class).sendingOnce(Lines.class);

  @Test
  void whatIsDeclaredIsSent() {
    Tree.of(new Sender(observers), Shelf.saying("a")).configure();
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("a1");
    assertThat(observers.call(Message.of(Shelf.class, "get", "2"))).isEqualTo("a2");
    observers.tell(Runnable.class, OnFailure.GO_ON).run();
    observers.named("x").tell(Runnable.class).run();
    assertThatCode(() -> observers.once(Lines.class)).doesNotThrowAnyException();
  }

  @Test
  void anythingElseIsRefusedWithTheLineToAdd() {
    assertThatIllegalStateException()
        .isThrownBy(() -> observers.tell(AutoCloseable.class))
        .withMessage(
            "observers of 'desk' have not declared AutoCloseable, which is sent by tell:"
                + " add sending(AutoCloseable.class) or requiring(AutoCloseable.class)");
    assertThatIllegalStateException()
        .isThrownBy(() -> observers.once(Shelf.class))
        .withMessageEndingWith("which is sent by once: add sendingOnce(Shelf.class)");
    assertThatIllegalStateException().isThrownBy(() -> observers.all(Lines.class));
    assertThatIllegalStateException().isThrownBy(() -> observers.named("x").any(Lines.class));
  }

  @Test
  void itIsRefusedAgainAndAgain() {
    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException().isThrownBy(() -> observers.call(AutoCloseable.class));
    }
  }

  @Test
  void whatIsDeclaredLaterIsSentThen() {
    assertThatIllegalStateException().isThrownBy(() -> observers.call(AutoCloseable.class));
    observers.sending(AutoCloseable.class);
    assertThatCode(() -> observers.call(AutoCloseable.class)).doesNotThrowAnyException();
  }

  @Test
  void aMessageAsAValueIsHeldToItAsWell() {
    assertThatIllegalStateException()
        .isThrownBy(() -> observers.tell(Message.of(AutoCloseable.class, "close")));
    assertThatIllegalStateException()
        .isThrownBy(() -> observers.call(Message.of("get", "1")))
        .withMessage(
            "observers of 'desk' have not declared a message without an interface:"
                + " send Message.of(Class, name, ..)");
  }

  @Test
  void whatATransparentOnePassesOnNeedNotBeDeclared() {
    Transparent through = Transparent.create();
    Tree.of(new Sender(observers), Tree.of(through, Shelf.saying("a"))).configure();
    assertThat(observers.call(Shelf.class).get("1")).isEqualTo("a1");
    assertThat(observers.call(Message.of(Shelf.class, "get", "1"))).isEqualTo("a1");
    assertThatIllegalStateException().isThrownBy(() -> through.observers().call(Shelf.class));
  }

  @Test
  void onlyInterfacesAreDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observers().requiring(String.class))
        .withMessage("messages are the methods of an interface, and java.lang.String is none");
    assertThatIllegalArgumentException().isThrownBy(() -> new Observers().sending(String.class));
    assertThatIllegalArgumentException().isThrownBy(() -> new Observers().sendingOnce(int.class));
  }
}
