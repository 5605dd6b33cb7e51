package io.weightless.component.chassis;

import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.relay;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Stages in a row.
class ComponentPipelineTest {
  @AutoClose private final Scene scene = new Scene();

  private final Collector<Object> collector = new Collector<>();

  private static List<State> states(List<? extends Component<?, ?>> components) {
    return components.stream().<State>map(Component::state).toList();
  }

  private static Transformer<String, String> appends(String letter) {
    return Transformer.of(letter, (Function<String, String>) text -> text + letter);
  }

  @Test
  void itsStagesBeginWhenItDoesAndNoEarlier() {
    List<Component<Object, Object>> stages = List.of(idle("a"), idle("b"), idle("c"));
    Component<Object, Object> pipeline = stages.get(0).into(stages.get(1)).into(stages.get(2));
    assertThat(states(stages)).containsOnly(State.NEW);
    run(scene, pipeline, () -> scene.mark(states(stages)), pipeline::drain);

    assertThat(scene.trail).containsExactly(List.of(State.RUNNING, State.RUNNING, State.RUNNING));
  }

  @Test
  void itEndsWhenAllItsStagesHaveEndedAndNoEarlier() {
    List<Component<Object, Object>> stages = List.of(idle("a"), idle("b"), idle("c"));
    Component<Object, Object> pipeline = stages.get(0).into(stages.get(1)).into(stages.get(2));
    run(
        scene,
        pipeline,
        () -> stages.get(1).abort("one"),
        () -> scene.mark(pipeline.state()),
        () -> stages.get(0).abort("two"),
        () -> scene.mark(pipeline.state()),
        () -> stages.get(2).abort("three"));

    assertThat(scene.trail).containsExactly(State.RUNNING, State.RUNNING);
    assertThat(pipeline.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void whatGoesOutOfAStageComesInAtTheNext() {
    run(
        scene,
        Values.of("1", "2")
            .into(appends("a"))
            .into(appends("b"))
            .into(appends("c"))
            .into(collector));

    assertThat(collector.values()).containsExactly("1abc", "2abc");
  }

  @Test
  void theEndOfAStageIsSeenByTheNextBehindWhatItSent() {
    Component<Void, Integer> source = slowly(1, 1, 2);
    Component<Integer, Integer> first = relay("first");
    Component<Integer, Integer> second = relay("second");
    run(
        scene,
        source.into(first).into(second).into(collector),
        () -> Scene.sleep(2),
        () -> scene.mark(List.of(source.state(), first.state(), second.state())));

    assertThat(collector.values()).containsExactly(1, 2);
    assertThat(List.of(source.state(), first.state(), second.state())).containsOnly(State.FINISHED);
  }

  @Test
  void whatComesInIsForTheFirstStage() {
    Component<String, String> inner = appends("a").into(appends("b"));
    run(scene, Values.of("1").into(appends("-")).into(inner).into(collector));

    assertThat(collector.values()).containsExactly("1-ab");
  }

  @Test
  void whatGoesOutOfTheLastStageGoesOutOfIt() {
    Component<Void, String> inner = Values.of("1").into(appends("a"));
    run(scene, inner.into(appends("b")).into(collector));

    assertThat(collector.values()).containsExactly("1ab");
  }
}
