package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Inlets that end later than what led there, or earlier.
class OpenInletTest {
  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();

  /// Marks what comes, and the end; its inlet is held, and a drain releases it.
  private final class Open extends Component<String, Void> {
    Open() {
      in.hold();
    }

    @Override
    protected void main() {
      in.forEach(scene::mark);
      scene.mark("end");
    }

    @Override
    protected void onDrain() {
      in.release();
    }
  }

  @Test
  void anInletThatIsHeldStaysOpenForThoseWhoComeLater() {
    Open open = new Open();
    scene.run(scope -> {
      graph.wire(sends(List.of("early")).out, open.in);
      scope.start(
          "later",
          () -> {
            sleep(1);
            graph.wire(sends(List.of("late")).out, open.in);
            sleep(1);
            scene.mark("released");
            open.drain();
          });
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("early", "late", "released", "end");
  }

  @Test
  void onceReleasedItEndsWithWhatLeadsThere() {
    Open open = new Open();
    scene.run(scope -> {
      graph.wire(slow("after the drain").out, open.in);
      scope.start("drains", () -> open.drain());
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("after the drain", "end");
  }

  @Test
  void whatIsNotHeldCannotBeReleased() {
    Component<Object, Void> taker = takes(scene::mark);

    assertThatThrownBy(taker.in::release).hasMessageContaining("is not held");
  }

  /// Reads one inlet after the other, each to its end.
  private final class Both extends Component<String, Void> {
    private final Inlet<String> more = inlet("more");

    @Override
    protected void main() {
      more.forEach(scene::mark);
      in.forEach(scene::mark);
    }

    @Override
    protected void onDrain() {
      endUnfed();
    }
  }

  @Test
  void aDrainCanEndTheInletsThatNobodyFeedsAndLeaveTheOthers() {
    Both both = new Both();
    scene.run(scope -> {
      graph.wire(slow("still comes").out, both.in);
      scope.start("drains", () -> both.drain());
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("still comes");
    assertThat(both.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void anOutletSaysWhenWhoReceivedHasEnded() {
    Component<Void, String> sender =
        part(
            "sender",
            (Inlet<Void> _, Outlet<String> out) -> {
              scene.mark(out.isAbandoned());
              out.send("last");
              sleep(1);
              scene.mark(out.isAbandoned());
            });
    Component<String, Void> receiver = part("receiver", (in, _) -> in.receive());
    assertThat(sender.out.isAbandoned()).isFalse();
    scene.run(_ -> {
      sender.into(receiver).run();
      return null;
    });

    assertThat(scene.trail).containsExactly(false, true);
  }

  @Test
  void aPortThatIsMadeWhenItsComponentHasEndedHasEnded() {
    Component<Void, Integer> over = part("over", (_, _) -> {});
    Component<Integer, Void> late = takes(scene::mark);
    graph.add(over);
    graph.add(part("stays", (_, _) -> sleep(5)));
    scene.run(scope -> {
      scope.start(
          "wires",
          () -> {
            sleep(1);
            graph.wire(over.<Integer>outlet("late"), late.in);
          });
      graph.run();
      return null;
    });

    assertThat(late.state()).isEqualTo(State.FINISHED);
    assertThat(over.inlet("late").hasEnded()).isTrue();
  }

  /// Sends it after two seconds.
  private static Component<Void, String> slow(String text) {
    return part(
        "slow",
        (_, out) -> {
          sleep(2);
          out.send(text);
        });
  }
}
