package io.weightless.event;

import static io.weightless.component.Parts.part;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.component.Component;
import io.weightless.component.ComponentFailed;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Where events come from that nobody fires by hand.
class SourcesTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aTimerFiresOnceOrInPhase() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(String.class, scene::markAt);
      bus.after(seconds(5), "once");
      bus.after(seconds(1), "never").cancel("it was taken back");
      Task<?> clock = bus.every(seconds(2), () -> "tick");
      sleep(7);
      clock.cancel("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly("tick@2", "tick@4", "once@5", "tick@6");
  }

  @Test
  void whatComesOutOfAChannelIsFiredAsFastAsItIsHandled() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      Channel<Integer> orders = Channel.rendezvous();
      bus.on(Integer.class, number -> sleep(number));
      bus.from(orders);
      for (int i = 1; i <= 3; i++) {
        orders.send(i);
        scene.markAt(i);
      }
      orders.close();
      return null;
    });

    assertThat(scene.trail).containsExactly("1@0", "2@1", "3@3");
  }

  @Test
  void aTimerFiresAtATimeOfDay() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(String.class, scene::markAt);
      Instant now = scene.clock.now();
      bus.at(now.plusSeconds(3), "later");
      bus.at(now.minusSeconds(3), "at once");
      return null;
    });

    assertThat(scene.trail).containsExactly("at once@0", "later@3");
  }

  @Test
  void whateverCanBeIteratedIsASource() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(Integer.class, scene::mark);
      bus.from(List.of(1, 2)).await();
      scene.mark("end");
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, "end");
  }

  @Test
  void whatGoesOutOfAComponentIsFiredAsFastAsItIsHandled() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(Integer.class, number -> sleep(number));
      bus.on(Integer.class, scene::markAt);
      bus.from(part("numbers", (_, out) -> List.of(1, 2, 3).forEach(out::send))).await();
      scene.markAt("end");
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "2@3", "3@6", "end@6");
  }

  @Test
  void aSourceIsStoppedByItsTaskAndItsFailureIsTheScopes() {
    IllegalStateException failure = new IllegalStateException("as planned");
    Throwable thrown =
        thrownBy(() ->
            scene.run(scope -> {
              Bus bus = new Bus(scope);
              Component<Void, Integer> waits = part("waits", (_, _) -> sleep(9));
              Task<?> source = bus.from(waits);
              settle();
              source.cancel("as planned");
              settle();
              assertThat(waits.state()).isEqualTo(Component.State.CANCELLED);
              bus.from(
                  part(
                      "crashes",
                      (_, _) -> {
                        throw failure;
                      }));
              return null;
            }));

    assertThat(thrown).isInstanceOf(ComponentFailed.class).hasCause(failure);
  }

  @Test
  void aSourceGoesOnWhereSomebodyHearsThatAHandlerHasFailed() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(Failed.class, failed -> scene.mark("failed " + failed.event()));
      bus.on(
          Integer.class,
          number -> {
            if (number == 2) {
              throw new IllegalStateException("as planned");
            }
            scene.mark(number);
          });
      bus.from(List.of(1, 2, 3));
      return null;
    });

    assertThat(scene.trail).containsExactly(1, "failed 2", 3);
  }

  @Test
  void aCallbackFiresAsWell() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(String.class, scene::markAt);
      scene.reactor.after(seconds(1), () -> bus.fire("word"));
      sleep(2);
      return null;
    });

    assertThat(scene.trail).containsExactly("word@1");
  }
}
