package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Wires that are removed and made while values flow, and while senders wait.
class RewiringTest {
  private static final int ALL = 200;

  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Graph<Integer, Void> middle = new Graph<>("middle");
  private final List<Integer> received = new ArrayList<>();

  private static Component<Void, Integer> sender(int from) {
    return part(
        "sender of " + from,
        (_, out) -> {
          for (int i = from; i < from + ALL; i++) {
            out.send(i);
          }
        });
  }

  private Component<Integer, Void> stuck(String name) {
    return part(name, (_, _) -> sleep(1_000));
  }

  private static List<Integer> numbers(int from) {
    return IntStream.range(from, from + ALL).boxed().toList();
  }

  private List<Integer> received(int from) {
    return received.stream().filter(value -> value >= from && value < from + ALL).toList();
  }

  private void runAnd(Runnable deed) {
    graph.add(
        part(
            "deed",
            (_, _) -> {
              sleep(1);
              deed.run();
            }));
    scene.run(_ -> {
      graph.run();
      return null;
    });
  }

  @Test
  void whatIsSentAfterTheTailIsRemovedWaitsInTheMiddleAndMovesOn() {
    Component<Integer, Void> first = takes(received::add);
    Component<Integer, Void> second = takes(received::add);
    graph.wire(sender(0).out, middle.in);
    graph.wire(sender(1_000).out, middle.in);
    middle.add(part("stays", (_, _) -> sleep(9)));
    Wire wire = middle.pass(middle.in, stuck("stuck").in);
    wire.remove();
    runAnd(() -> {
      assertThat(middle.in.waiting()).isEqualTo(Inlet.CAPACITY);
      Wire toFirst = middle.pass(middle.in, first.in);
      settle();
      toFirst.remove();
      settle();
      assertThat(received).hasSizeGreaterThan(2 * Inlet.CAPACITY);
      middle.pass(middle.in, second.in);
    });

    assertThat(received(0)).isEqualTo(numbers(0));
    assertThat(received(1_000)).isEqualTo(numbers(1_000));
  }

  @Test
  void aSenderThatIsStuckBehindAStuckReceiverGoesOnWhenItIsWiredElsewhere() {
    Component<Integer, Void> stuck = stuck("stuck");
    Component<Integer, Void> taker = takes(received::add);
    var sender = sender(0);
    Wire wire = graph.wire(sender.out, stuck.in);
    runAnd(() -> {
      assertThat(stuck.in.waiting()).isEqualTo(Inlet.CAPACITY);
      wire.remove();
      graph.wire(sender.out, taker.in);
      settle();
      assertThat(received).isEqualTo(numbers(0).subList(Inlet.CAPACITY, ALL));
      stuck.stop();
    });
  }

  @Test
  void sendersThatWaitDoNotWaitForWhoIsGone() {
    Component<Integer, Void> stuck = stuck("stuck");
    var sender = sender(0);
    Wire wire = graph.wire(sender.out, stuck.in);
    runAnd(() -> {
      wire.remove();
      settle();
      assertThat(sender.out.discarded()).isEqualTo(ALL - Inlet.CAPACITY);
      stuck.stop();
    });
  }

  @Test
  void whatWasNotReadInsideWaitsForTheNextOneInside() {
    Component<Integer, Void> few =
        part(
            "few",
            (in, _) -> {
              for (int i = 0; i < 5; i++) {
                received.add(in.receive());
              }
            });
    Component<Integer, Void> all = takes(received::add);
    graph.wire(sender(0).out, middle.in);
    middle.add(part("stays", (_, _) -> sleep(9)));
    middle.pass(middle.in, few.in);
    runAnd(() -> {
      assertThat(received).hasSize(5);
      middle.pass(middle.in, all.in);
    });

    assertThat(received).isEqualTo(numbers(0));
  }

  @Test
  void whoReadsAtAnInletThatIsPassedOnReadsAgainWhenTheWireIsRemoved() {
    Component<Integer, Void> inner = takes(value -> scene.mark("inner " + value));
    var outer =
        new Component<Integer, Void>("outer") {
          @Override
          protected void main() {
            in.forEach(value -> scene.mark("outer " + value));
            scene.mark("end");
          }
        };
    graph.wire(
        part(
                "sender",
                (Inlet<Void> _, Outlet<Integer> out) -> {
                  for (int i = 1; i <= 4; i++) {
                    out.send(i);
                    sleep(2);
                  }
                })
            .out,
        outer.in);
    runAnd(() -> {
      Wire wire = outer.pass(outer.in, inner.in);
      sleep(2);
      wire.remove();
      inner.drain();
    });

    assertThat(scene.trail).containsExactly("outer 1", "inner 2", "outer 3", "outer 4", "end");
  }

  @Test
  void whoWaitsAtAnInletThatIsPassedOnFindsTheEnd() {
    var outer =
        new Component<Integer, Void>("outer") {
          @Override
          protected void main() {
            pass(in, takes(scene::mark).in);
            in.forEach(value -> scene.mark("outer " + value));
            scene.mark("end");
          }
        };
    graph.wire(Parts.sends(List.of(1, 2)).out, outer.in);
    runAnd(() -> {});

    assertThat(scene.trail).containsExactlyInAnyOrder(1, 2, "end");
  }

  @Test
  void aSenderThatIsWiredElsewhereAndCancelledAtOnceIsCancelled() {
    Component<Integer, Void> stuck = stuck("stuck");
    Component<Integer, Void> taker = takes(received::add);
    var sender = sender(0);
    Wire wire = graph.wire(sender.out, stuck.in);
    runAnd(() -> {
      wire.remove();
      graph.wire(sender.out, taker.in);
      sender.abort("both at once");
      stuck.stop();
    });

    assertThat(received).isEmpty();
    assertThat(sender.state()).isEqualTo(Component.State.CANCELLED);
  }

  @Test
  void aSendWithADeadlineThatIsWiredElsewhereStillHasIt() {
    Component<Integer, Void> one = stuck("one");
    Component<Integer, Void> other = stuck("other");
    one.in.limit(1);
    other.in.limit(1);
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              out.send(1);
              assertThatThrownBy(() ->
                      Scope.join(
                          Deadline.after(Scene.seconds(5)),
                          _ -> {
                            out.send(2);
                            out.send(3);
                          }))
                  .isInstanceOf(DeadlineExceeded.class);
              scene.markAt("late");
              sleep(100);
            });
    Wire wire = graph.wire(sender.out, one.in);
    runAnd(() -> {
      wire.remove();
      graph.wire(sender.out, other.in);
      sleep(9);
      assertThat(other.in.receive()).isEqualTo(2);
      assertThat(other.in.tryReceive()).isNull();
      one.stop();
      other.stop();
    });

    assertThat(scene.trail).containsExactly("late@5");
  }
}
