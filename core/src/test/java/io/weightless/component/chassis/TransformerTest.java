package io.weightless.component.chassis;

import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.ComponentFailed;
import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A function as a stage.
class TransformerTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatTheFunctionMakesGoesOn() {
    run(
        scene,
        Values.of("a", "bb", "ccc")
            .into(Transformer.of(String::length))
            .into(new ForEach<>(scene::mark)));

    assertThat(scene.trail).containsExactly(1, 2, 3);
  }

  @Test
  void whereItIsNullNothingDoes() {
    Transformer<Integer, Integer> odd =
        Transformer.of("odd", value -> value % 2 == 0 ? null : value);
    run(scene, Values.of(1, 2, 3).into(odd).into(new ForEach<>(scene::mark)));

    assertThat(scene.trail).containsExactly(1, 3);
    assertThat(odd.name()).isEqualTo("odd");
  }

  @Test
  void whatItThrowsIsACrash() {
    Transformer<Integer, Integer> reciprocal = Transformer.of("reciprocal", value -> 1 / value);
    Throwable thrown = thrownBy(() -> run(scene, Values.of(0).into(reciprocal)));

    assertThat(thrown)
        .isInstanceOf(ComponentFailed.class)
        .hasMessageContaining("Pipeline/reciprocal");
  }
}
