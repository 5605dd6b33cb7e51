package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.observe.elsewhere.Elsewhere;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Interfaces with something odd about them.
class OddInterfacesTest {
  sealed interface Closed permits OnlyOne {
    void never();
  }

  private static final class OnlyOne implements Closed {
    @Override
    public void never() {}
  }

  @Test
  void aSealedInterfaceIsRefusedSinceNobodyElseCanHaveItsMethods() {
    assertThatThrownBy(() -> Sender.of(new OnlyOne()).call(Closed.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("$Closed is sealed");
  }

  @Test
  void aHiddenInterfaceIsRefusedSinceNothingCanNameIt() throws Exception {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(OddInterfacesTest.class.getPackageName(), "Unseen"),
                type ->
                    type.withFlags(
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT));
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();
    assertThatThrownBy(() -> new Observers().call(hidden))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" is hidden");
  }

  @Test
  void aMethodMayTakeWhatItsPackageOnlyCanName() {
    Observers observers = Sender.of(Tree.of(Transparent.create(), new Elsewhere.Answering()));
    assertThat(Elsewhere.ask(observers.call(ForeignProgram.Inheriting.class)))
        .isEqualTo("a secret");
    Elsewhere.tell(observers.tell(ForeignProgram.Inheriting.class));
    Elsewhere.tell(observers.once(ForeignProgram.Inheriting.class));
    assertThat(observers.call(Message.of("told"))).isEqualTo(2);
  }

  interface Inheriting extends Elsewhere.Revealing {}

  private static @Nullable Object revealed(@Nullable Object answer) {
    Unknown unknown =
        new Unknown() {
          @Override
          public @Nullable Object callUnknown(Message message) {
            return answer;
          }
        };
    Observers observers = Sender.of(Tree.of(Transparent.create(), unknown));
    return Elsewhere.reveal(observers.call(Inheriting.class));
  }

  @Test
  void whatItsPackageOnlyCanNameIsNoAnswerOfAnUnknownOne() {
    assertThatThrownBy(() -> revealed(Elsewhere.secret()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(" answered Secret[text=a secret] for Inheriting.reveal(), which")
        .hasMessageContaining(" returns Secret: who has no method for it cannot, since interface ")
        .hasMessageEndingWith("$Inheriting cannot name that");
    assertThat(revealed(null)).isNull();
  }

  @SuppressWarnings({"removal", "Finalize"}) // that is what it is about
  interface Finalized {
    void finalize();

    void run();
  }

  @Test
  void whatTheCollectorCallsIsNoMessage() {
    Class<?> dispatcher = Sender.of().tell(Finalized.class).getClass();
    assertThat(dispatcher.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("run", "toString");
  }

  private interface Marker {}

  private interface OnlyStatic {
    @SuppressWarnings("UnusedMethod") // that it is there is what matters
    static String text() {
      return "text";
    }
  }

  private interface OnlyOfEveryObject {
    @Override
    String toString();
  }

  @Test
  void anInterfaceWithoutMethodsHasADispatcher() {
    Observers observers = Sender.of(new Object());
    for (Class<?> type : List.of(Marker.class, OnlyStatic.class, OnlyOfEveryObject.class)) {
      assertThat((Object) observers.call(type)).isInstanceOf(type);
    }
  }
}
