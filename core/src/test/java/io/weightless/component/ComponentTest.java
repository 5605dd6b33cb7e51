package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.relays;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The life of a component, and how it ends.
class ComponentTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatIsSentIsReceivedAndThenComesTheEnd() {
    scene.run(_ -> {
      sends(List.of(1, 2, 3)).into(relays()).into(takes(scene::mark)).run();
      scene.mark("ended");
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, 3, "ended");
  }

  @Test
  void whoIsLeftAloneEndsInGoodOrder() {
    var counter = counts();
    scene.run(_ -> {
      counter
          .into(
              part(
                  "first three",
                  (in, _) -> {
                    for (int i = 0; i < 3; i++) {
                      scene.mark(in.receive());
                    }
                  }))
          .run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, 3);
    assertThat(counter.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void aCrashCancelsAllAndCarriesThePath() {
    var counter = counts();
    Component<Integer, Void> crashing =
        part(
            "crashing",
            (in, _) -> {
              throw new IllegalStateException("no " + in.receive());
            });
    scene.run(_ -> {
      Throwable thrown = thrownBy(() -> counter.into(crashing).run());
      assertThat(thrown)
          .isInstanceOfSatisfying(
              ComponentFailed.class,
              failed -> assertThat(failed.path()).isEqualTo("Pipeline/crashing"))
          .hasMessageContaining("no 1");
      return null;
    });

    assertThat(counter.state()).isEqualTo(State.CANCELLED);
    assertThat(crashing.state()).isEqualTo(State.CRASHED);
  }

  @Test
  void aDrainStopsWhatNobodyFeedsAndTheRestFlows() {
    var pipeline = counts().into(relays()).into(takes(scene::mark));
    scene.run(scope -> {
      scope.start("drains", () -> pipeline.drain());
      pipeline.run();
      return null;
    });

    assertThat(scene.trail)
        .isEqualTo(IntStream.rangeClosed(1, scene.trail.size()).boxed().toList());
    assertThat(pipeline.state()).isEqualTo(State.FINISHED);
  }
}
