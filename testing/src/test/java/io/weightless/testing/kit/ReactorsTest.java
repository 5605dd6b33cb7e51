package io.weightless.testing.kit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

final class ReactorsTest {
  @Test
  void aKitRefusesAReactorInRealTime() {
    Reactors real =
        () -> Reactor.open(Ground.NIO.openBackend(), Clock.system(), new SplittableRandom(1));

    assertThatThrownBy(() -> real.run(_ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a kit wants a reactor on virtual time");
  }

  @Test
  void whatAStoryAssumesAbortsItsTest() {
    Reactors memory = Ground.MEMORY::openReactor;
    TestAbortedException aborted = new TestAbortedException("not here");

    assertThatThrownBy(() ->
            memory.run(_ -> {
              throw aborted;
            }))
        .isSameAs(aborted);
  }
}
