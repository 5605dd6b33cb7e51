package io.weightless.component;

import static io.weightless.component.Parts.counts;
import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What ports keep, and how much of it.
class PortTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Integer> graph = new Graph<>();

  /// Takes nothing.
  private final Component<Integer, Void> idle = part("idle", (_, _) -> sleep(100));

  private Component<Void, Integer> sender(int first) {
    return part(
        "sender of " + first,
        (_, out) -> {
          for (int i = first; i < first + 9; i++) {
            out.send(i);
            scene.mark(i);
          }
        });
  }

  /// Runs the graph with `deed` beside it, and gives it up then.
  private void runAnd(Runnable deed) {
    graph.add(part("stays", (_, _) -> sleep(1_000)));
    scene.run(scope -> {
      scope.start(
          "deed",
          () -> {
            settle();
            deed.run();
            graph.abort("it was looked at");
          });
      assertThatThrownBy(graph::run).hasMessage("it was looked at");
      return null;
    });
  }

  private static List<Integer> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void anInletKeepsItsLimitAndOneMoreWaits() {
    idle.in.limit(3);
    graph.wire(sender(1).out, idle.in);
    runAnd(() -> {
      assertThat(scene.trail).isEqualTo(numbers(1, 3));
      assertThat(idle.in.waiting()).isEqualTo(3);
      assertThat(idle.in.receive()).isEqualTo(1);
      assertThat(idle.in.tryReceive()).isEqualTo(2);
      settle();
      assertThat(scene.trail).isEqualTo(numbers(1, 5));
      assertThat(idle.in.waiting()).isEqualTo(3);
    });
  }

  @Test
  void anInletKeepsSixtyFourIfNotToldOtherwise() {
    graph.wire(counts().out, idle.in);
    runAnd(() -> assertThat(idle.in.waiting()).isEqualTo(64));
  }

  @Test
  void aLimitIsAValueAtLeastAndSetBeforeUse() {
    assertThatThrownBy(() -> idle.in.limit(0)).isInstanceOf(IllegalArgumentException.class);
    graph.wire(sends(List.of(1)).out, idle.in.limit(1).limit(2));
    runAnd(
        () -> assertThatThrownBy(() -> idle.in.limit(3)).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void allThatSendToOneHaveItsLimitAndThoseThatCanGoOnAreWoken() {
    idle.in.limit(2);
    graph.wire(sender(10).out, idle.in);
    graph.wire(sender(20).out, idle.in);
    graph.wire(sender(30).out, idle.in);
    runAnd(() -> {
      assertThat(scene.trail).containsExactly(10, 11);
      scene.trail.clear();
      idle.in.receive();
      settle();
      assertThat(scene.trail).containsExactly(12);
      idle.in.receive();
      idle.in.receive();
      settle();
      assertThat(scene.trail).containsExactly(12, 20, 30);
    });
  }

  @Test
  void theLimitOfAnInletInTheMiddleCountsWhenItIsTheLast() {
    Graph<Integer, Void> middle = new Graph<>("middle");
    middle.in.limit(2);
    graph.wire(sender(1).out, middle.in);
    Wire last = middle.pass(middle.in, idle.in.limit(4));
    middle.add(part("stays", (_, _) -> sleep(9)));
    runAnd(() -> {
      assertThat(scene.trail).isEqualTo(numbers(1, 4));
      last.remove();
      settle();
      assertThat(scene.trail).isEqualTo(numbers(1, 6));
      assertThat(middle.in.waiting()).isEqualTo(2);
      assertThat(idle.in.waiting()).isEqualTo(4);
    });
  }

  @Test
  void theLimitOfAnInletInTheMiddleCountsWhenTheOneInsideHasEnded() {
    Graph<Integer, Void> middle = new Graph<>("middle");
    middle.in.limit(2);
    Component<Integer, Void> inner = part("inner", (in, _) -> in.receive());
    middle.pass(middle.in, inner.in.limit(4));
    middle.add(part("stays", (_, _) -> sleep(9)));
    graph.wire(sender(1).out, middle.in);
    runAnd(() -> {
      int kept = middle.in.waiting();
      while (middle.in.waiting() > 0) {
        middle.in.receive();
        settle();
      }
      assertThat(kept).isGreaterThan(2);
      assertThat(scene.trail).isEqualTo(numbers(1, 9));
    });
  }

  @Test
  void whatWasKeptElsewhereIsTakenBeyondTheLimitWhichHoldsAgainWhenLessIsThere() {
    var sender = sender(1);
    sender.out.keeping(5);
    idle.in.limit(2);
    graph.add(sender);
    graph.add(idle);
    runAnd(() -> {
      assertThat(scene.trail).isEqualTo(numbers(1, 5));
      graph.wire(sender.out, idle.in);
      settle();
      assertThat(scene.trail).isEqualTo(numbers(1, 6)); // one had waited
      for (int i = 1; i <= 4; i++) {
        assertThat(idle.in.receive()).isEqualTo(i);
      }
      settle();
      assertThat(idle.in.waiting()).isEqualTo(2);
      assertThat(scene.trail).isEqualTo(numbers(1, 6));
      idle.in.receive();
      settle();
      assertThat(scene.trail).isEqualTo(numbers(1, 7));
    });
  }

  @Test
  void whatIsSentNowhereIsDiscardedAndCounted() {
    var sender = sender(1);
    graph.add(sender);
    runAnd(() -> {
      assertThat(scene.trail).isEqualTo(numbers(1, 9));
      assertThat(sender.out.discarded()).isEqualTo(9);
      assertThat(sender.out.waiting()).isZero();
    });
  }

  @Test
  void whoSendsNowhereForEverLetsTheOthersRun() {
    graph.add(counts());
    runAnd(() -> scene.mark("others"));

    assertThat(scene.trail).containsExactly("others");
  }

  @Test
  void anOutletCanRefuseToSendNowhere() {
    var sender = sends(List.of(1));
    sender.out.refusing();
    graph.add(sender);
    scene.run(_ -> {
      assertThatThrownBy(graph::run)
          .isInstanceOf(ComponentFailed.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      return null;
    });
  }

  @Test
  void whatIsKeptIsNotWiredToAnOutletThatRefusesIt() {
    var sender = sends(List.of(1, 2));
    sender.out.keeping(2);
    graph.out.refusing();
    graph.add(sender);
    runAnd(() -> {
      assertThatThrownBy(() -> graph.pass(sender.out, graph.out))
          .isInstanceOf(IllegalStateException.class);
      assertThat(sender.out.waiting()).isEqualTo(2);
      graph.wire(sender.out, takes(scene::mark).in);
      settle();
    });

    assertThat(scene.trail).containsExactly(1, 2);
  }

  @Test
  void anOutletKeepsWhatItWasToldToBeforeItIsWired() {
    var sender = sender(1);
    sender.out.keeping(3);
    graph.add(sender);
    runAnd(() -> {
      assertThat(scene.trail).isEqualTo(numbers(1, 3));
      assertThat(sender.out.waiting()).isEqualTo(3);
      assertThatThrownBy(() -> graph.wire(sender.out, idle.in).from().owner().out.keeping(9))
          .isInstanceOf(IllegalStateException.class);
      settle();
      assertThat(scene.trail).isEqualTo(numbers(1, 9));
      assertThat(idle.in.waiting()).isEqualTo(9);
    });
  }

  @Test
  void whatAnEndedOutletKeptComesBeforeTheEnd() {
    var sender = sends(List.of(1, 2));
    sender.out.keeping(2);
    graph.add(sender);
    runAnd(() -> {
      graph.wire(
          sender.out,
          part(
                  "late",
                  (Inlet<Integer> in, Outlet<Void> _) -> {
                    in.forEach(scene::mark);
                    scene.mark("end");
                  })
              .in);
      settle();
    });

    assertThat(scene.trail).containsExactly(1, 2, "end");
  }
}
