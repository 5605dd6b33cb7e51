package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Trees that are configured again, while they are in use.
class ReconfigureTest {
  private final Sender root = new Sender();
  private final List<String> trail = new ArrayList<>();

  private Runnable noting(String name) {
    return () -> trail.add(name);
  }

  @Test
  void aDispatcherFromBeforeItIsConfiguredAsksThoseWhoObserveNow() {
    Shelf shelf = root.observers().call(Shelf.class);
    assertThatThrownBy(() -> shelf.get("1")).isInstanceOf(NobodyResponds.class);
    Tree.of(root, Shelf.saying("a")).configure();
    assertThat(shelf.get("1")).isEqualTo("a1");
    Tree.of(root, Shelf.saying("b")).configure();
    assertThat(shelf.get("1")).isEqualTo("b1");
  }

  @Test
  void anotherTreeReplacesWhatWasObserved() {
    Runnable all = root.observers().tell(Runnable.class);
    Tree.of(root, noting("a")).configure();
    all.run();
    Tree.of(root, noting("a"), noting("b")).configure();
    all.run();
    Tree.of(root).configure();
    all.run();
    assertThat(trail).containsExactly("a", "a", "b");
  }

  @Test
  void aStrandMayBeConfiguredByItself() {
    Sender middle = new Sender();
    Shelf passing = key -> middle.observers().call(Shelf.class).get(key);
    Transparent through = Transparent.create();
    Tree.of(root, passing, Tree.of(through, noting("a"))).configure();
    Runnable all = root.observers().tell(Runnable.class);
    all.run();
    Tree.of(through, noting("b")).configure();
    Tree.of(middle, Shelf.saying("new ")).configure();
    all.run();
    assertThat(trail).containsExactly("a", "b");
    assertThat(root.observers().call(Shelf.class).get("1")).isEqualTo("new 1");
  }

  @Test
  void whoIsNoLongerInItKeepsItsOwnAndFinishesWhatItDoes() {
    Sender old = new Sender();
    Lines slow =
        _ ->
            io -> {
              io.write("begun");
              return old.observers().call(Shelf.class).get("1");
            };
    Tree.of(root, slow, Tree.of(old, Shelf.saying("old "))).configure();
    Coroutine<String, String, @Nullable String> any =
        Coroutine.of(root.observers().any(Lines.class).of("x"));
    assertThat(any.next()).isEqualTo(new Step.Output<>("begun"));
    Tree.of(root, Lines.writing("new")).configure();
    assertThat(any.next()).isEqualTo(new Step.Done<>("old 1", List.of()));
  }

  @Test
  void aMessageThatIsUnderWayGoesToThoseWhoObservedWhenItBegan() {
    Runnable reconfiguring =
        () -> {
          trail.add("a");
          Tree.of(root, noting("new")).configure();
        };
    Tree.of(root, reconfiguring, noting("b")).configure();
    Runnable all = root.observers().tell(Runnable.class);
    all.run();
    assertThat(trail).containsExactly("a", "b");
    all.run();
    assertThat(trail).containsExactly("a", "b", "new");
  }

  @Test
  void aRefusedTreeLeavesDispatchersAsTheyAre() {
    Tree.of(root, Shelf.saying("a")).configure();
    Shelf shelf = root.observers().call(Shelf.class);
    Tree<?> wrong = Tree.of(root, Tree.of("leaf", "part"));
    assertThatThrownBy(wrong::configure).isInstanceOf(TreeRefused.class);
    assertThat(shelf.get("1")).isEqualTo("a1");
  }

  @Test
  void aComponentThatIsNamedByItselfKeepsItsObservers() {
    Transparent through = Tree.of(Transparent.create(), noting("a"), noting("b")).configure();
    Tree.of(root, through, noting("c")).configure();
    root.observers().tell(Runnable.class).run();
    assertThat(trail).containsExactly("a", "b", "c");
  }

  @Test
  void aTreeWithoutPartsSaysThatNobodyObserves() {
    Transparent through = Tree.of(Transparent.create(), noting("a")).configure();
    Tree.of(root, Tree.of(through), noting("c")).configure();
    root.observers().tell(Runnable.class).run();
    assertThat(trail).containsExactly("c");
  }

  @Test
  void aComponentThatIsNamedByItselfAndAsATreeIsObservedAsTheTreeSays() {
    Transparent through = Tree.of(Transparent.create(), noting("a")).configure();
    Tree.of(root, through, Tree.of(through, noting("new"))).configure();
    root.observers().tell(Runnable.class).run();
    assertThat(trail).containsExactly("new", "new");
  }

  @Test
  void aPartOfAnExpressionThatIsNamedByItselfIsConfiguredToWhatItIs() {
    Transparent through = Tree.of(Transparent.create(), noting("a")).configure();
    Object part = Tree.of(root, through).parts().getFirst().configure();
    assertThat(part).isSameAs(through);
    assertThat(through.observers().observed()).hasSize(1);
  }
}
