package io.weightless.event;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Parts;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A bus among components.
class ExchangeTest {
  @AutoClose private final Scene scene = new Scene();

  private static final class Numbers extends Component<Void, Integer> {
    @Override
    protected void main() {
      List.of(1, 2, 3).forEach(out::send);
    }
  }

  private final class Print extends Component<Object, Void> {
    @Override
    protected void main() {
      in.forEach(scene::mark);
    }
  }

  @Test
  void whatComesInIsFiredAndItEndsBehindIt() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(Integer.class, number -> scene.mark("heard " + number));
      new Numbers().into(new Exchange<>(bus, String.class)).run();
      scene.mark("end");
      return null;
    });

    assertThat(scene.trail).containsExactly("heard 1", "heard 2", "heard 3", "end");
  }

  @Test
  void whatIsFiredGoesOutUntilItIsDrained() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(new Exchange<>(bus.topic("a"), String.class).out, new Print().in);
      Task<?> run = scope.start("graph", graph::run);
      settle();
      bus.topic("a").fire("one");
      bus.topic("b").fire("not this");
      bus.topic("a").fire(2);
      bus.fire("three");
      settle();
      graph.drain();
      run.await();
      bus.topic("a").fire("late");
      return null;
    });

    assertThat(scene.trail).containsExactly("one", "three");
  }

  @Test
  void itEndsWhenNobodyReceivesAnyMoreAndNoHandlerFailsByThat() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(
          new Exchange<>(bus, String.class).out,
          Parts.<String, Void>part("one", (in, _) -> scene.mark(in.receive())).in);
      Task<?> run = scope.start("graph", graph::run);
      settle();
      bus.fire("first").await();
      settle();
      bus.fire("second").await();
      run.await();
      bus.fire("third").await();
      return null;
    });

    assertThat(scene.trail).containsExactly("first");
  }

  @Test
  void aComponentHandlesEventsItselfWhileItRuns() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      Component<Void, String> till =
          part(
              "till",
              (_, out) -> {
                try (var _ = bus.on(Integer.class, price -> out.send("paid " + price))) {
                  sleep(5);
                }
              });
      Task<?> run = scope.start("graph", () -> till.into(new Print()).run());
      settle();
      bus.fire(3);
      run.await();
      bus.fire(4);
      return null;
    });

    assertThat(scene.trail).containsExactly("paid 3");
  }
}
