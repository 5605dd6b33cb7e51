package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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

  private static Tree<?> levels(int count, Object bottom) {
    Tree<?> tree = Tree.of(new Sender(), bottom);
    for (int i = 1; i < count; i++) {
      tree = Tree.of(new Sender(), tree);
    }
    return tree;
  }

  @Test
  void oneOfTwentyThousandLevelsIsConfigured() {
    Tree.of(root, levels(20_000, "bottom")).configure();
    assertThat(observed(root)).hasSize(1);
  }

  @Test
  void deepOnesArePrintedWithTheNumberOfTheLevel() {
    assertThat(levels(20_000, "bottom").toString().lines())
        .hasSize(20_001)
        .startsWith("Sender", "  Sender")
        .endsWith(" ".repeat(100) + "19999: Sender", " ".repeat(100) + "20000: String");
    assertThat(levels(50, "bottom").toString())
        .endsWith(" ".repeat(98) + "Sender\n" + " ".repeat(100) + "50: String");
  }

  @Test
  void longPathsAreShortened() {
    Tree<?> wrong = Tree.of(root, levels(20_000, Tree.of("leaf", "part")));
    String path = "Sender -> (19951 more)" + " -> Sender".repeat(49) + " -> String: it has parts";
    assertThatThrownBy(wrong::configure).hasMessageContaining("\n  " + path);
    Tree<?> shorter = Tree.of(root, levels(49, Tree.of("leaf", "part")));
    assertThatThrownBy(shorter::configure)
        .hasMessageContaining("\n  Sender" + " -> Sender".repeat(49) + " -> String: it has parts");
  }

  @Test
  void whatIsRequiredIsFoundThroughTwentyThousandTransparentOnes() {
    Tree<?> tree = Tree.of(Transparent.create(), Shelf.saying(""));
    for (int i = 1; i < 20_000; i++) {
      tree = Tree.of(Transparent.create(), tree);
    }
    Sender requiring = new Sender(new Observers().requiring(Shelf.class));
    assertThat(Tree.of(requiring, tree).configure()).isSameAs(requiring);
  }

  @Test
  void aCollectionOrAnArrayIsNoPartUnlessItIsSaidToBeAComponent() {
    List<Object> list = new ArrayList<>(List.of(a, b));
    assertThatThrownBy(() -> Tree.of(root, list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "java.util.ArrayList is no part: name what is in it, or Tree.of(it) if it is a"
                + " component itself");
    assertThatThrownBy(() -> Tree.of(root, a, new Object[] {b}))
        .isInstanceOf(IllegalArgumentException.class);
    Tree.of(root, Tree.of(list)).configure();
    assertThat(observed(root)).hasSize(1).first().isSameAs(list);
    Tree.of(root, list.toArray()).configure();
    assertThat(observed(root)).containsExactly(a, b);
  }
}
