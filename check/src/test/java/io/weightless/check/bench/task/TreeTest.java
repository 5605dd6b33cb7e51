package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TreeTest {

  @Test
  void eachTaskButTheRootIsBelowOneOther() {
    for (int count = 1; count < 300; count++) {
      BitSet below = new BitSet();
      for (int task = 0; task < count; task++) {
        for (int i = Tree.first(task); i < Tree.end(task, count); i++) {
          assertThat(below.get(i)).isFalse();
          below.set(i);
        }
      }
      assertThat(below.cardinality()).isEqualTo(count - 1);
    }
  }

  @Test
  void aLeafHasNoneBelow() {
    assertThat(Tree.isLeaf(0, 1)).isTrue();
    assertThat(Tree.isLeaf(0, 2)).isFalse();
    assertThat(Tree.isLeaf(1, 11)).isTrue();
    assertThat(Tree.isLeaf(1, 12)).isFalse();
  }
}
