package io.weightless.inspect;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Place;
import io.weightless.reactor.Deadlock;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Which component waits for which: known by the wires, while nobody watches.
class WhyWiredTest {
  @AutoClose private final Scene scene = new Scene();
  private final Graph<Void, Void> graph = new Graph<>("graph");

  /// Beginning with `first`, when all run and have nothing to do.
  private List<String> chain(String first) {
    List<String> chain = new ArrayList<>();
    scene.run(scope -> {
      scope.start("runs", () -> graph.run());
      settle();
      chain.addAll(chainNow(first));
      return null;
    });
    return chain;
  }

  private List<String> chainNow(String first) {
    long id =
        Snapshot.take().tasks().stream()
            .filter(one -> one.name().equals(first))
            .findFirst()
            .orElseThrow()
            .id();
    Why why = Why.of(scene.reactor, id).orElseThrow();
    return why.chain().stream().map(Why.Link::name).toList();
  }

  private static Component<Integer, Integer> relay(String name) {
    return part(name, (in, out) -> in.forEach(out::send));
  }

  @Test
  void whoReceivesWaitsForWhoIsWiredToIt() {
    Component<Void, Integer> source = part("source", (_, out) -> sleep(9));
    Component<Integer, Integer> middle = relay("middle");
    Component<Integer, Integer> last = relay("last");
    graph.wire(source.out, middle.in);
    graph.wire(middle.out, last.in);

    assertThat(chain("last")).containsExactly("last", "middle", "source");
  }

  @Test
  void whoSendsWaitsForWhoHasToMakeRoom() {
    Component<Void, Integer> source =
        part(
            "source",
            (_, out) -> {
              out.send(1);
              out.send(2);
              out.send(3);
            });
    Component<Integer, Void> slow = part("slow", (in, _) -> in.forEach(_ -> sleep(9)));
    slow.in.limit(1);
    graph.wire(source.out, slow.in);

    assertThat(chain("source")).containsExactly("source", "slow");
  }

  @Test
  void thoseAroundThemOnlyPassItOn() {
    Component<Void, Integer> source = part("source", (_, out) -> sleep(9));
    Graph<Void, Integer> left = new Graph<>("left");
    left.pass(source.out, left.out);
    Component<Integer, Integer> last = relay("last");
    Graph<Integer, Void> right = new Graph<>("right");
    right.pass(right.in, last.in);
    graph.wire(left.out, right.in);

    assertThat(chain("last")).containsExactly("last", "source");
  }

  @Test
  void ofWhoIsElsewhereNothingIsKnown() {
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    Component<Void, Integer> source = part("source", (_, _) -> Task.await(seen));
    Component<Integer, Void> last =
        part(
            "last",
            (in, _) ->
                Scope.join(own ->
                    own.start(
                        "reads",
                        () -> {
                          begun.complete(true);
                          in.forEach(_ -> {});
                        })));
    graph.wire(source.on(Place.named("elsewhere")).out, last.in);

    scene.run(scope -> {
      scope.start("runs", () -> graph.run());
      Task.await(begun);
      List<String> chain = chainNow("reads");
      seen.complete(true);

      assertThat(chain).containsExactly("reads");
      return null;
    });
  }

  @Test
  void aDeadlockTellsWhichOfThemWaitForEachOther() {
    Component<Integer, Integer> one = relay("one");
    Component<Integer, Integer> other = relay("other");
    graph.wire(one.out, other.in);
    graph.wire(other.out, one.in);

    Throwable thrown =
        thrownBy(() ->
            scene.run(_ -> {
              graph.run();
              return null;
            }));

    assertThat(thrown)
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("these wait for each other: 'one', for 'other', for 'one'");
  }
}
