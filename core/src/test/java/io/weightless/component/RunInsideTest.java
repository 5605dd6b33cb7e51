package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A component that waits for one inside it.
final class RunInsideTest {
  @AutoClose private final Scene scene = new Scene();

  /// Runs one after the other, and says how each has ended.
  private final class Sequence extends Component<Void, Void> {
    private final List<Component<?, ?>> all;

    Sequence(Component<?, ?>... all) {
      this.all = List.of(all);
    }

    @Override
    protected void main() {
      for (Component<?, ?> one : all) {
        try {
          runInside(one);
          scene.mark(one.path() + " " + one.state());
        } catch (ComponentFailed failed) {
          scene.mark(failed.path() + " " + one.state());
        }
      }
    }
  }

  private Component<Void, Void> sleeps(int seconds) {
    return part("sleeper", (_, _) -> Scene.sleep(seconds));
  }

  private Component<Void, Void> crashes() {
    return part(
        "crasher",
        (_, _) -> {
          throw new IllegalStateException("as planned");
        });
  }

  @Test
  void itWaitsForTheEndAndACrashIsItsOwnConcern() {
    scene.run(_ -> {
      new Sequence(sleeps(1), crashes(), sleeps(1)).run();
      scene.markAt("end");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Sequence/sleeper FINISHED",
            "Sequence/crasher CRASHED",
            "Sequence/sleeper FINISHED",
            "end@2");
  }

  @Test
  void whatIsInsideIsSeenAndToldToEnd() {
    Sequence sequence = new Sequence(sleeps(100), sleeps(100));
    scene.run(scope -> {
      Task<?> run = scope.start("run", sequence::run);
      Scene.sleep(1);
      scene.mark(sequence.children().size());
      sequence.children().getFirst().abort("not this one");
      Scene.sleep(1);
      sequence.drain(Duration.ofSeconds(1));
      run.await();
      scene.markAt("end");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(1, "Sequence/sleeper CANCELLED", "Sequence/sleeper FINISHED", "end@2");
    assertThat(sequence.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void oneThatIsInsideAlreadyIsRefused() {
    Component<Void, Void> sleeper = sleeps(1);
    new Graph<>().add(sleeper);
    scene.run(_ -> {
      assertThat(thrownBy(() -> new Sequence(sleeper).run()))
          .hasMessageContaining("is inside another component");
      return null;
    });
  }
}
