package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples of reactors in foreign loops.
class EmbeddingStory {
  @Test
  void aServerAndItsClientTickInSwingsEventThread() {
    List<String> flags = List.of("-Djava.awt.headless=true");
    try (Program clock = Program.weightless(flags, "run", "examples/SwingClock.java", "3", "20")) {
      assertThat(clock.exit()).as(clock.toString()).isZero();
      assertThat(clock.out()).isEqualTo("tick 1\ntick 2\ntick 3\n");
      assertThat(clock.err()).isEmpty();
    }
  }

  @Test
  void aReactorLivesInsideAnotherInCallbacksInATaskAndAllTheWayDown() {
    try (Program reactors = Program.weightless("run", "examples/Reactors.java")) {
      assertThat(reactors.exit()).as(reactors.toString()).isZero();
      assertThat(reactors.out())
          .isEqualTo(
              """
              in callbacks: hello from the inner reactor
              in a task: hello from the inner reactor
              all the way down: 5, 4, 3, 2, 1, turtles
              """);
      assertThat(reactors.err()).isEmpty();
    }
  }
}
