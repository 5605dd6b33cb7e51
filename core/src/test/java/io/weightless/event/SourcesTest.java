package io.weightless.event;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
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
}
