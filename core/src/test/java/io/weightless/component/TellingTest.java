package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components that are told to end before they run, and when their own program has ended.
class TellingTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void anAbortBeforeItRunsIsNotForgotten() {
    var waits = part("waits", (in, _) -> in.receive());
    waits.abort("not wanted");
    scene.run(_ -> {
      assertThat(thrownBy(waits::run))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("not wanted");
      return null;
    });

    assertThat(waits.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void aDrainBeforeItRunsHasItsPatience() {
    Component<Void, Void> stubborn =
        new Component<>("stubborn") {
          @Override
          protected void main() {
            Task.sleep(Duration.ofDays(1));
          }

          @Override
          protected void onDrain() {}
        };
    stubborn.drain(Duration.ofSeconds(2));
    scene.run(_ -> {
      assertThat(thrownBy(stubborn::run))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("it took longer than PT2S to end");
      scene.markAt("ended");
      return null;
    });

    assertThat(scene.trail).containsExactly("ended@2");
  }

  @Test
  void anAbortIsOneThoughItsOwnProgramHasReturned() {
    Graph<Void, Void> graph = new Graph<>();
    var counter = counts();
    graph.wire(counter.out, takes(_ -> Task.sleep(Duration.ofSeconds(1))).in);
    scene.run(scope -> {
      scope.start(
          "aborts",
          () -> {
            Scene.sleep(3);
            graph.abort("enough");
          });
      assertThat(thrownBy(graph::run))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("enough");
      return null;
    });

    assertThat(graph.state()).isEqualTo(State.CANCELLED);
    assertThat(counter.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void whatIsAddedToOneThatDrainsIsDrained() {
    var waits = part("waits", (in, _) -> in.receive());
    Component<Void, Void> parent =
        new Component<>("parent") {
          @Override
          protected void main() {
            add(part("first", (in, _) -> in.receive()));
            Scene.sleep(2);
            add(waits);
          }
        };
    scene.run(scope -> {
      scope.start(
          "drains",
          () -> {
            Scene.sleep(1);
            parent.drain();
          });
      parent.run();
      return null;
    });

    assertThat(waits.state()).isEqualTo(State.FINISHED);
  }
}
