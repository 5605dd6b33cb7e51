package io.weightless.component.chassis;

import static io.weightless.component.Parts.part;
import static io.weightless.component.chassis.Pieces.idle;
import static io.weightless.component.chassis.Pieces.relay;
import static io.weightless.component.chassis.Pieces.run;
import static io.weightless.component.chassis.Pieces.slowly;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How an end passes into a graph, through it and out of it: a source, an inner graph and one
/// behind it, wired or not, drained and aborted. None of the components has code for that.
class ShutdownMatrixTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> outer = new Graph<>("outer");
  private final Graph<Integer, Integer> inner = new Graph<>("inner");
  private final Component<Integer, Integer> a = relay("a");
  private final Component<Integer, Integer> b = relay("b");
  private final Component<Integer, Integer> alone = idle("alone");
  private final Collector<Integer> behind = new Collector<>();

  private void seeStates() {
    scene.mark(List.of(a.state(), b.state(), alone.state(), inner.state(), behind.state()));
  }

  @Test
  void nothingWiredAllInsideEndedThoseBehindSeeTheEnd() {
    Component<Integer, Integer> other = idle("other");
    inner.add(alone);
    inner.add(other);
    outer.wire(inner.out, behind.in);
    run(
        scene,
        outer,
        () -> alone.abort("first"),
        () -> scene.mark(behind.state()),
        () -> other.abort("second"));

    assertThat(scene.trail).containsExactly(State.RUNNING);
    assertThat(List.of(inner.state(), behind.state())).containsOnly(State.FINISHED);
  }

  @Test
  void nothingWiredAnAbortOfTheInnerIsAnEndForThoseBehindAndNoneForTheOuter() {
    Component<Void, Void> beside = idle("beside");
    outer.add(beside);
    inner.wire(a.out, b.in);
    inner.add(alone);
    outer.wire(inner.out, behind.in);
    run(
        scene,
        outer,
        () -> inner.abort("enough"),
        this::seeStates,
        () -> scene.mark(beside.state()),
        beside::drain);

    assertThat(scene.trail)
        .containsExactly(
            List.of(
                State.CANCELLED, State.CANCELLED, State.CANCELLED, State.CANCELLED, State.FINISHED),
            State.RUNNING);
    assertThat(outer.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void wiredInTheEndComesToWhoIsWiredAndToNobodyElse() {
    inner.pass(inner.in, a.in);
    inner.add(alone);
    outer.wire(Values.of(1).out, inner.in);
    outer.wire(inner.out, behind.in);
    run(
        scene,
        outer,
        () -> scene.mark(List.of(a.state(), alone.state(), inner.state(), behind.state())),
        alone::drain);

    assertThat(scene.trail)
        .containsExactly(List.of(State.FINISHED, State.RUNNING, State.RUNNING, State.RUNNING));
    assertThat(behind.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void notWiredInADrainComesToThoseThatNobodyFeedsAndTheOthersSeeTheEnd() {
    Component<Void, Integer> source =
        part(
            "source",
            (_, out) -> {
              for (int i = 1; true; i++) {
                out.send(i);
                sleep(10);
              }
            });
    inner.wire(source.out, a.in);
    inner.pass(a.out, inner.out);
    inner.add(alone);
    outer.wire(inner.out, behind.in);
    run(scene, outer, inner::drain);

    assertThat(behind.values()).containsExactly(1);
    assertThat(List.of(source.state(), a.state(), alone.state(), inner.state(), behind.state()))
        .containsOnly(State.FINISHED);
  }

  @Test
  void notWiredADrainEndsTheInnerOnlyWhenAllInsideHaveEnded() {
    Component<Integer, Integer> slow =
        part(
            "slow",
            (in, _) -> {
              for (Integer _ : in) {
                sleep(10);
              }
            });
    inner.wire(Values.of(1, 2).out, slow.in);
    outer.wire(inner.out, behind.in);
    run(
        scene,
        outer,
        inner::drain,
        () -> sleep(10),
        () -> scene.mark(List.of(slow.state(), inner.state(), behind.state())));

    assertThat(scene.trail).containsExactly(List.of(State.RUNNING, State.RUNNING, State.RUNNING));
    assertThat(List.of(slow.state(), inner.state(), behind.state())).containsOnly(State.FINISHED);
  }

  @Test
  void wiredInAndNotOutTheEndOfTheSourceIsThatOfTheWholeWhenAllHaveEnded() {
    inner.pass(inner.in, a.in);
    inner.wire(a.out, b.in);
    outer.wire(slowly(1, 1, 2).out, inner.in);
    outer.wire(inner.out, behind.in);
    run(scene, outer);

    assertThat(behind.values()).isEmpty();
    assertThat(List.of(a.state(), b.state(), inner.state(), behind.state()))
        .containsOnly(State.FINISHED);
  }

  @Test
  void wiredOutTheEndOfThatOneIsNoneOfTheWhole() {
    inner.pass(Values.of(1).out, inner.out);
    inner.add(alone);
    outer.wire(inner.out, behind.in);
    run(scene, outer, () -> scene.mark(behind.state()), outer::drain);

    assertThat(scene.trail).containsExactly(State.RUNNING);
    assertThat(behind.values()).containsExactly(1);
    assertThat(behind.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void wiredInAndOutADrainOfTheOuterBringsAllThatWasSentThrough() {
    inner.pass(inner.in, a.in);
    inner.wire(a.out, b.in);
    inner.pass(b.out, inner.out);
    Component<Void, Integer> source =
        part(
            "source",
            (_, out) -> {
              for (int i = 1; true; i++) {
                out.send(i);
              }
            });
    outer.wire(source.out, inner.in);
    Component<Integer, Void> slow =
        new ForEach<>(value -> {
          sleep(1);
          scene.mark(value);
        });
    outer.wire(inner.out, slow.in);
    run(scene, outer, outer::drain);

    assertThat(scene.trail).hasSizeGreaterThan(150);
    assertThat(scene.trail).isEqualTo(Pieces.upTo(scene.trail.size()));
    assertThat(source.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void wiredInAndOutAnAbortOfTheInnerEndsTheSourceAndThoseBehindInGoodOrder() {
    inner.pass(inner.in, a.in);
    inner.pass(a.out, inner.out);
    Component<Void, Integer> source = slowly(1, 1, 2, 3, 4, 5);
    outer.wire(source.out, inner.in);
    outer.wire(inner.out, behind.in);
    run(scene, outer, () -> sleep(1), () -> inner.abort("enough"));

    assertThat(behind.values()).startsWith(1, 2).doesNotContain(5);
    assertThat(List.of(source.state(), behind.state())).containsOnly(State.FINISHED);
    assertThat(List.of(a.state(), inner.state())).containsOnly(State.CANCELLED);
  }

  @Test
  void oneThatSaysItselfWhatADrainIsIsLeftAlone() {
    Component<Void, Integer> own =
        new Component<>("own") {
          private boolean isTold;

          @Override
          protected void main() {
            while (!isTold) {
              out.send(1);
              sleep(2);
            }
            out.send(2);
          }

          @Override
          protected void onDrain() {
            isTold = true;
          }
        };
    inner.pass(own.out, inner.out);
    outer.wire(inner.out, behind.in);
    run(scene, outer, outer::drain);

    assertThat(behind.values()).containsExactly(1, 2);
  }
}
