package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Fork;
import org.junit.jupiter.api.Test;

class RecursionTest {
  /// In a machine of its own, since what fails at the end of the stack may never work again there.
  @Test
  void aStackThatIsUsedUpIsThrownAsItIsAndHarmsNothing() {
    Fork fork = Fork.run(Recursion.class);
    assertThat(fork.output().lines())
        .containsExactly(
            "StackOverflowErrortrue",
            "StackOverflowErrortrue",
            "StackOverflowErrortrue",
            "IllegalStateExceptiontrue",
            "NumberFormatExceptiontrue");
  }
}
