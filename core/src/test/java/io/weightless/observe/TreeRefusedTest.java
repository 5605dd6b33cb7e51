package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.coroutine.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is wrong with a tree is found before anything is changed.
class TreeRefusedTest {
  interface Log {
    void note(String text);
  }

  private static Sender named(String name) {
    return new Sender(new Observers(name));
  }

  private static Sender requiring(String name, Class<?>... types) {
    return new Sender(new Observers(name).requiring(types));
  }

  private static Sender sending(String name, Class<?>... types) {
    return new Sender(new Observers(name).sending(types));
  }

  private static List<String> problems(Tree<?> tree) {
    return catchThrowableOfType(TreeRefused.class, tree::configure).problems();
  }

  private static void isFine(Tree<?> tree) {
    assertThatCode(tree::configure).doesNotThrowAnyException();
  }

  private static Tree<?> through(Object... parts) {
    return Tree.of(Transparent.create(), parts);
  }

  @Test
  void whatIsRequiredHasToBeThere() {
    assertThat(problems(Tree.of(named("top"), requiring("server", Shelf.class))))
        .containsExactly(
            "Sender 'top' -> Sender 'server': it requires Shelf, which nobody below it answers");
    assertThat(problems(Tree.of(requiring("server", Shelf.class), "text"))).hasSize(2);
  }

  @Test
  void whatIsRequiredMayBeAnsweredThroughTransparentOnesOrByAnUnknownOne() {
    isFine(Tree.of(requiring("server", Shelf.class), Shelf.saying("")));
    isFine(Tree.of(requiring("server", Shelf.class), through(through(Shelf.saying("")))));
    isFine(Tree.of(requiring("server", Shelf.class), new Answering()));
    assertThat(problems(Tree.of(requiring("server", Shelf.class), through())))
        .containsExactly("Sender 'server': it requires Shelf, which nobody below it answers");
  }

  private static final class Answering implements Unknown {
    @Override
    public Object callUnknown(Message message) {
      return "";
    }
  }

  @Test
  void anUnknownOneAnswersInTheWaysThatItOverrides() {
    final class Hearing implements Unknown {
      @Override
      public void tellUnknown(Message message) {}
    }
    final class Running implements Unknown {
      @Override
      public Program<?, ?, ?> anyUnknown(Message message) {
        return _ -> null;
      }
    }
    isFine(Tree.of(requiring("server", Log.class), new Hearing()));
    isFine(Tree.of(requiring("server", Log.class), new Answering()));
    isFine(Tree.of(requiring("server", Lines.class), new Running()));
    isFine(Tree.of(requiring("server", Lines.class), new Answering()));
    for (Unknown other : List.of(new Hearing(), new Running(), new Unknown() {})) {
      assertThat(problems(Tree.of(requiring("server", Shelf.class), other)))
          .containsExactly("Sender 'server': it requires Shelf, which nobody below it answers");
    }
    assertThat(problems(Tree.of(requiring("server", Lines.class), new Hearing()))).hasSize(1);
  }

  @Test
  void whoIsFurtherBelowDoesNotAnswer() {
    Tree<?> tree = Tree.of(requiring("server", Shelf.class), Tree.of(named("a"), Shelf.saying("")));
    assertThat(problems(tree))
        .contains("Sender 'server': it requires Shelf, which nobody below it answers");
  }

  @Test
  void allProblemsAreInOneReport() {
    Tree<?> tree =
        Tree.of(
            requiring("server", Shelf.class),
            Tree.of("a leaf", "a part"),
            Tree.of(named("a"), requiring("b", Log.class)));
    assertThatThrownBy(tree::configure)
        .isInstanceOf(TreeRefused.class)
        .hasMessage(
            """
            a tree that can't work:
              Sender 'server' -> String: it has parts, and is no Observable
              Sender 'server': it requires Shelf, which nobody below it answers
              Sender 'server' -> Sender 'a' -> Sender 'b': it requires Log, which nobody below it \
            answers
              Sender 'server' -> String: nothing that is sent can come to it
              Sender 'server' -> Sender 'a': nothing that is sent can come to it
              Sender 'server' -> String -> String: nothing that is sent can come to it\
            """);
  }

  @Test
  void aRefusedTreeChangesNothing() {
    Sender root = named("root");
    Sender a = named("a");
    Tree.of(root, Tree.of(a, "before")).configure();
    Tree<?> wrong = Tree.of(root, Tree.of(a, requiring("b", Shelf.class)));
    assertThatThrownBy(wrong::configure).isInstanceOf(TreeRefused.class);
    assertThat(root.observers().observed()).containsExactly(a);
    assertThat(a.observers().observed()).containsExactly("before");
  }

  @Test
  void aCycleIsRefusedWithItsPath() {
    Sender a = named("a");
    Sender b = named("b");
    assertThat(problems(Tree.of(named("top"), Tree.of(a, Tree.of(b, a)))))
        .containsExactly(
            "Sender 'top' -> Sender 'a': messages can go round for ever:"
                + " Sender 'a' -> Sender 'b' -> Sender 'a'");
  }

  @Test
  void aCycleBackToTheRootAndOneOfTransparentOnesAreRefused() {
    Sender top = named("top");
    assertThat(problems(Tree.of(top, Tree.of(named("a"), top)))).hasSize(1);
    assertThat(problems(Tree.of(top, top)))
        .containsExactly(
            "Sender 'top': messages can go round for ever: Sender 'top' -> Sender 'top'");
    Transparent one = Transparent.named("one");
    Transparent other = Transparent.named("other");
    assertThat(problems(Tree.of(top, Tree.of(one, Tree.of(other, one))))).hasSize(1);
  }

  @Test
  void eachOfSeveralCyclesIsNamed() {
    Sender a = named("a");
    Sender b = named("b");
    assertThat(problems(Tree.of(named("top"), Tree.of(a, Tree.of(named("x"), a)), Tree.of(b, b))))
        .hasSize(2);
  }

  @Test
  void aCycleThatNoMessageCanGoIsNone() {
    Sender a = sending("a", Shelf.class);
    Sender b = sending("b", Log.class);
    Tree<Sender> tree = Tree.of(named("top"), Tree.of(a, Tree.of(b, a)));
    isFine(tree);
  }

  @Test
  void aDiamondIsNoCycle() {
    Sender one = named("one");
    isFine(Tree.of(named("top"), Tree.of(named("a"), one), Tree.of(named("b"), one)));
  }

  @Test
  void whatNothingCanComeToIsRefused() {
    assertThat(problems(Tree.of(sending("top", Shelf.class), Shelf.saying(""), "a text")))
        .containsExactly("Sender 'top' -> String: nothing that is sent can come to it");
  }

  @Test
  void whatMaySomehowBeReachedIsNot() {
    isFine(Tree.of(named("top"), "whoever declares nothing may send everything"));
    isFine(Tree.of(named("top"), Tree.of(sending("a"), "a once of the top comes here too")));
    isFine(Tree.of(sending("top", Shelf.class), new Unknown() {}));
    isFine(
        Tree.of(
            new Sender(
                new Observers().sending(Sender.class.getInterfaces()).sendingOnce(Log.class)),
            Tree.of(sending("a"), (Log) _ -> {})));
  }

  @Test
  void throughATransparentOneComesWhatComesToItAndItDoesNotTakeItself() {
    isFine(Tree.of(sending("top", Shelf.class), through(Shelf.saying(""))));
    assertThat(problems(Tree.of(sending("top", Shelf.class), through("a text"))))
        .containsExactly(
            "Sender 'top' -> Transparent -> String: nothing that is sent can come to it");
    record Taking(Observers observers) implements Transparent, Shelf {
      @Override
      public String get(String key) {
        return key;
      }
    }
    Taking taking = new Taking(new Observers().sending());
    assertThat(problems(Tree.of(sending("top", Shelf.class), Tree.of(taking, Shelf.saying("")))))
        .hasSize(1);
  }

  @Test
  void observersAreOfOneComponentAlways() {
    record Fresh() implements Observable {
      @Override
      public Observers observers() {
        return new Observers();
      }
    }
    assertThat(problems(Tree.of(new Fresh())))
        .containsExactly("Fresh: its observers are not always the same ones");
    Observers shared = new Observers();
    assertThat(problems(Tree.of(new Sender(shared), new Sender(shared))))
        .containsExactly("Sender -> Sender: it has the same observers as another component");
  }

  @Test
  void aOnceOfWhatTextIsToComesToAllBelow() {
    isFine(
        Tree.of(
            new Sender(new Observers().sending(Observable.class).sendingOnce(CharSequence.class)),
            Tree.of(new Sender(new Observers().sending()), "text")));
  }

  @Test
  void whoKeepsItsObserversIsCheckedWithThem() {
    Transparent kept = Tree.of(Transparent.named("kept"), Shelf.saying("")).configure();
    isFine(Tree.of(requiring("server", Shelf.class), kept));
    assertThat(problems(Tree.of(requiring("server", Log.class), kept)))
        .contains("Sender 'server': it requires Log, which nobody below it answers")
        .hasSize(2);
    Sender a = named("a");
    Sender b = Tree.of(named("b"), a).configure();
    assertThat(problems(Tree.of(a, b))).hasSize(1).first().asString().contains("for ever");
  }
}
