package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was sent to a component whose last wire was removed, when it is drained.
class DrainedInletTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Component<Integer, Void> slow =
      takes(value -> {
        sleep(2);
        scene.markAt(value);
      });
  private Component<Integer, Void> around = slow;

  private Component<Integer, Void> graphAroundSlow(int deep) {
    for (int i = 0; i < deep; i++) {
      Graph<Integer, Void> next = new Graph<>();
      next.pass(next.in, around.in);
      around = next;
    }
    return around;
  }

  private static Component<Void, Integer> sender() {
    return part(
        "sender",
        (_, out) -> {
          for (int i = 1; i <= 3; i++) {
            out.send(i);
          }
          sleep(100);
        });
  }

  private void runAndAfterASecond(Wire wire, Runnable deed) {
    scene.run(scope -> {
      scope.start(
          "meanwhile",
          () -> {
            sleep(1);
            wire.remove();
            deed.run();
          });
      graph.run();
      return null;
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void itIsReceived(int deep) {
    Wire wire = graph.wire(sender().out, graphAroundSlow(deep).in);
    runAndAfterASecond(wire, graph::drain);

    assertThat(scene.trail).containsExactly("1@2", "2@4", "3@6");
    assertThat(slow.state()).isEqualTo(State.FINISHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void itIsReceivedWhenOnlyTheInmostOneIsDrained(int deep) {
    Wire wire = graph.wire(sender().out, graphAroundSlow(deep).in);
    runAndAfterASecond(wire, slow::drain);

    assertThat(scene.trail).containsExactly("1@2", "2@4", "3@6");
    assertThat(slow.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void nobodyElseCanSendToThoseThatAreDrainedAroundIt() {
    Wire wire = graph.wire(sender().out, graphAroundSlow(2).in);
    runAndAfterASecond(
        wire,
        () -> {
          around.drain();
          assertThat(around.in.hasEnded()).isTrue();
        });

    assertThat(scene.trail).containsExactly("1@2", "2@4", "3@6");
  }
}
