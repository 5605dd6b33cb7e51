package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.observe.elsewhere.Elsewhere;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Interfaces of other modules and class loaders.
class HomesTest {
  private static final List<String> ALL = List.of("inner x", "outer x", "inner x");

  private static final ClassLoader OURS = HomesTest.class.getClassLoader();

  @Test
  void aStrangersProgramDoesTheSameAsOneOfOurs() throws Exception {
    Class<?> foreign =
        new Strange(OURS, ForeignProgram.class).loadClass(ForeignProgram.class.getName());
    Object program = foreign.getConstructor().newInstance();
    assertThat(foreign).isNotSameAs(ForeignProgram.class);
    assertThat(((Supplier<?>) program).get()).isEqualTo(new ForeignProgram().get());
  }

  @Test
  void whatIsInAnotherClassLoaderIsCompiledThere() throws Exception {
    Class<?> store =
        new Strange(OURS, ForeignProgram.class).loadClass(ForeignProgram.Store.class.getName());
    Class<?> dispatcher = new Observers().call(store).getClass();
    assertThat(dispatcher.isHidden()).isTrue();
    assertThat(dispatcher.getClassLoader()).isSameAs(store.getClassLoader());
    assertThat(dispatcher.getPackageName()).isEqualTo(store.getPackageName());
  }

  @Test
  void whatIsPublicNeedNotKnowUs() throws Exception {
    Strange isolated = new Strange(ClassLoader.getPlatformClassLoader(), Elsewhere.class);
    Class<?> outer = isolated.loadClass(Elsewhere.Outer.class.getName());
    Object both = isolated.loadClass(Elsewhere.Both.class.getName()).getConstructor().newInstance();
    Tree<?> through = Tree.of(Transparent.create(), both);
    Object dispatcher = Sender.of(through).call(outer);
    assertThat(outer.getMethod("outer", String.class).invoke(dispatcher, "x")).isEqualTo("outer x");
    assertThat(Sender.of(through).call(Message.of(outer, "outer", "x"))).isEqualTo("outer x");
  }

  @Test
  void whatIsNotPublicAndDoesNotKnowUsIsRefused() throws Exception {
    Class<?> inner =
        new Strange(ClassLoader.getPlatformClassLoader(), Elsewhere.class)
            .loadClass(Elsewhere.class.getName() + "$Inner");
    assertThatThrownBy(() -> new Observers().call(inner))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "messages cannot reach methods of "
                + inner.getName()
                + ", which is not public and of a class loader that does not have Weightless");
  }

  @Test
  void aModuleThatIsOpenToUsIsAsGoodAsOurs() {
    assertThat(Layered.run(builder -> builder.opens(Layered.ROOM))).isEqualTo(ALL);
  }

  @Test
  void ofAModuleThatOnlyExportsWhatIsPublicIsReached() {
    List<String> ends = Layered.run(builder -> builder.exports(Layered.ROOM));
    assertThat(ends.get(1)).isEqualTo("outer x");
    assertThat(ends.getFirst()).isEqualTo(closed("$Inner"));
    assertThat(ends.getLast()).isEqualTo("inner x"); // it is a public method of a public class
  }

  @Test
  void aModuleThatIsClosedIsToldWhatToAdd() {
    assertThat(Layered.run(UnaryOperator.identity()))
        .containsExactly(closed("$Inner"), closed("$Outer"), closed("$Inner"));
  }

  private static String closed(String type) {
    return "java.lang.IllegalArgumentException: messages cannot reach methods of "
        + Elsewhere.class.getName()
        + type
        + ": add 'opens "
        + Layered.ROOM
        + ";' to module elsewhere";
  }

  @Test
  void whatIsMadeForAnInterfaceGoesWithItsLastDispatcher() {
    WeakReference<Class<?>> made = new WeakReference<>(dispatcher().getClass());
    for (int i = 0; i < 50 && made.get() != null; i++) {
      System.gc();
    }
    assertThat(made.get()).isNull();
  }

  private static Object dispatcher() {
    return new Observers().call(DoubleUnaryOperator.class);
  }
}
