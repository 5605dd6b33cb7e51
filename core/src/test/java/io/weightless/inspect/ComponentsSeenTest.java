package io.weightless.inspect;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Place;
import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The components that are to be seen of a reactor.
class ComponentsSeenTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void thoseThatRunAreToldEachBeforeThoseInsideIt() {
    Graph<Void, Void> outer = new Graph<>("outer");
    Graph<Void, Void> inner = new Graph<>("inner");
    inner.add(part("deep", (_, _) -> sleep(9)));
    outer.add(inner);
    outer.add(part("shallow", (_, _) -> sleep(9)));
    scene.run(scope -> {
      scope.start("runs", () -> outer.run());
      settle();

      assertThat(Snapshot.take().components())
          .extracting(SeenComponent::path)
          .containsExactly("outer", "outer/inner", "outer/inner/deep", "outer/shallow");
      assertThat(Snapshot.take().components())
          .extracting(SeenComponent::state)
          .containsOnly(Component.State.RUNNING);
      sleep(10);
      assertThat(Snapshot.take().components()).isEmpty();
      return null;
    });
  }

  @Test
  void theDepthOfAnInletIsTold() {
    Component<Void, Integer> sender =
        part(
            "sender",
            (_, out) -> {
              out.send(1);
              out.send(2);
              out.send(3);
            });
    Component<Integer, Void> slow = part("slow", (in, _) -> in.forEach(_ -> sleep(1)));
    slow.in.limit(2);
    Graph<Void, Void> graph = new Graph<>("graph");
    graph.wire(sender.out, slow.in);
    scene.run(scope -> {
      scope.start("runs", () -> graph.run());
      settle();
      SeenComponent seen =
          Snapshot.take().components().stream()
              .filter(one -> one.path().equals("graph/slow"))
              .findFirst()
              .get();

      assertThat(seen.ports())
          .containsExactly(new SeenPort("in", true, 2, 2, 1), new SeenPort("out", false, 0, 0, 0));
      return null;
    });
  }

  @Test
  void oneThatRunsElsewhereIsInTheSnapshotOfThatReactor() {
    Component<Void, Void> there =
        part(
            "there",
            (_, _) ->
                assertThat(Snapshot.take().components())
                    .extracting(SeenComponent::path)
                    .containsExactly("graph/there"));
    Component<Void, Void> here =
        part(
            "here",
            (_, _) ->
                assertThat(Snapshot.take().components())
                    .extracting(SeenComponent::path)
                    .containsExactly("graph", "graph/here"));
    Graph<Void, Void> graph = new Graph<>("graph");
    graph.add(here);
    graph.add(there.on(Place.named("elsewhere")));

    scene.run(_ -> {
      graph.run();
      return null;
    });
    assertThat(there.state()).isEqualTo(Component.State.FINISHED);
  }
}
