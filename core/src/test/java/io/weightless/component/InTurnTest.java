package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A component that waits for one inside it, and goes on with the next.
class InTurnTest {
  @AutoClose private final Scene scene = new Scene();

  /// Has all in turn read what comes in.
  private final class InTurn extends Component<Integer, Void> {
    private final List<Component<Integer, Void>> parts;

    InTurn(List<Component<Integer, Void>> parts) {
      this.parts = parts;
    }

    @Override
    protected void main() {
      for (Component<Integer, Void> part : parts) {
        pass(in, part.in);
        await(part);
        scene.mark(part.name() + " " + part.state());
      }
    }
  }

  private Component<Integer, Void> takesTwo() {
    return part(
        "two",
        (in, _) -> {
          scene.mark(in.receive());
          scene.mark(in.receive());
        });
  }

  @Test
  void whatOneHasNotReadIsForTheNextOne() {
    Component<Void, Integer> slow =
        part(
            "slow",
            (_, out) -> {
              for (int i = 1; i <= 5; i++) {
                out.send(i);
              }
              sleep(1);
            });
    InTurn parts = new InTurn(List.of(takesTwo(), takes(scene::mark)));
    scene.run(_ -> {
      slow.into(parts).run();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, "two FINISHED", 3, 4, 5, "taker FINISHED");
  }

  @Test
  void itIsAlsoWhenTheEndHasComeAlready() {
    InTurn parts = new InTurn(List.of(takesTwo(), takesTwo(), takes(scene::mark)));
    scene.run(_ -> {
      sends(List.of(1, 2, 3, 4, 5)).into(parts).run();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(1, 2, "two FINISHED", 3, 4, "two FINISHED", 5, "taker FINISHED");
  }

  @Test
  void whatAStageInsideHasNotReadIsForTheNextOneToo() {
    InTurn parts = new InTurn(List.of(new InTurn(List.of(takesTwo())), takes(scene::mark)));
    scene.run(_ -> {
      sends(List.of(1, 2, 3)).into(parts).run();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(1, 2, "two FINISHED", "InTurn FINISHED", 3, "taker FINISHED");
  }

  @Test
  void oneThatIsAbortedIsNoFailureOfThoseAround() {
    Component<Integer, Void> idle = takes(scene::mark);
    InTurn parts = new InTurn(List.of(idle));
    scene.run(scope -> {
      scope.start(
          "aborts",
          () -> {
            sleep(1);
            idle.abort("enough");
          });
      parts.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("taker CANCELLED");
    assertThat(parts.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void oneThatIsNotInsideCannotBeAwaited() {
    Component<Integer, Void> stranger = takes(scene::mark);
    Component<Void, Void> waiter =
        new Component<>("waiter") {
          @Override
          protected void main() {
            await(stranger);
          }
        };

    scene.run(_ -> {
      assertThat(thrownBy(waiter::run)).hasMessageContaining("is not inside waiter");
      return null;
    });
  }
}
