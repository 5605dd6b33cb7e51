package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Components as an expression: Weightless' `be`.
class TreeTest {
  private final Sender root = new Sender();
  private final Sender a = new Sender(new Observers("a"));
  private final Sender b = new Sender(new Observers("b"));
  private final Sender c = new Sender(new Observers("c"));

  private static List<Object> observed(Sender sender) {
    return sender.observers().observed();
  }

  @Test
  void oneComponentIsATree() {
    assertThat(Tree.of(root).configure()).isSameAs(root);
    assertThat(observed(root)).isEmpty();
  }

  @Test
  void anyObjectMayBeTheOnlyOne() {
    assertThat(Tree.of("a text").configure()).isEqualTo("a text");
  }

  @Test
  void itsPartsObserveItInTheirOrder() {
    Tree.of(root, a, b, "a text").configure();
    assertThat(observed(root)).containsExactly(a, b, "a text");
  }

  @Test
  void partsOfPartsObserveThose() {
    Tree.of(root, Tree.of(a, Tree.of(b))).configure();
    assertThat(observed(root)).containsExactly(a);
    assertThat(observed(a)).containsExactly(b);
    assertThat(observed(b)).isEmpty();
  }

  @Test
  void anExpressionAloneChangesNothing() {
    Tree<Sender> tree = Tree.of(root, a);
    assertThat(observed(root)).isEmpty();
    assertThat(tree.component()).isSameAs(root);
    assertThat(tree.parts().getFirst().component()).isSameAs(a);
  }

  @Test
  void aStrandThatIsUsedTwiceIsConnectedOnce() {
    Sender other = new Sender(new Observers("other"));
    Tree<Sender> helix = Tree.of(a, b);
    Tree.of(root, helix, c, Tree.of(other, helix)).configure();
    assertThat(observed(a)).containsExactly(b);
    assertThat(observed(root)).containsExactly(a, c, other);
    assertThat(observed(other)).containsExactly(a);
    assertThat(observed(b)).isEmpty();
    assertThat(observed(c)).isEmpty();
  }

  @Test
  void theSameComponentInTwoTreesIsObservedByThePartsOfBoth() {
    Tree.of(root, Tree.of(a, b), Tree.of(a, c)).configure();
    assertThat(observed(a)).containsExactly(b, c);
  }

  @Test
  void theSamePartTwiceObservesTwice() {
    Tree.of(root, a, a).configure();
    assertThat(observed(root)).containsExactly(a, a);
  }

  @Test
  void aTreeIsNoComponent() {
    Tree<Sender> tree = Tree.of(root);
    assertThatThrownBy(() -> Tree.of(tree, a)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalComponentsAreNotTheSame() {
    record Equal(int value) {}
    Equal one = new Equal(1);
    Equal other = new Equal(1);
    Tree.of(root, one, other).configure();
    assertThat(observed(root))
        .satisfiesExactly(
            first -> assertThat(first).isSameAs(one), second -> assertThat(second).isSameAs(other));
  }

  @Test
  void itIsPrintedWithALineForEach() {
    Tree<Sender> strand = Tree.of(a, "a text");
    assertThat(Tree.of(root, strand, Tree.of(b, strand)))
        .hasToString(
            """
            Sender
              Sender 'a'
                String
              Sender 'b'
                Sender 'a' (see above)\
            """);
  }

  @Test
  void oneOfTenThousandLevelsIsConfigured() {
    Tree<?> tree = Tree.of("bottom");
    for (int i = 0; i < 10_000; i++) {
      tree = Tree.of(new Sender(), tree);
    }
    Tree.of(root, tree).configure();
    assertThat(observed(root)).hasSize(1);
  }
}
