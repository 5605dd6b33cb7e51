package io.weightless.event;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who takes part in a bus, and leaves it in two steps.
class MemberTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void itHearsWhatIsForItAndWhatIsForAll() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.join("cart").on(String.class, scene::mark);
      bus.topic("cart").fire("for the cart");
      bus.topic("till").fire("for the till");
      bus.fire("for all");
      return null;
    });

    assertThat(scene.trail).containsExactly("for the cart", "for all");
  }

  @Test
  void itHearsEventsUntilAllHasReactedThatItIsLeaving() {
    scene.run(scope -> {
      Bus bus = new Bus(scope);
      bus.on(Joined.class, scene::markAt);
      bus.on(Left.class, scene::markAt);
      Member cart = bus.join("cart");
      cart.on(String.class, scene::markAt);
      bus.on(
          Leaving.class,
          _ -> {
            sleep(2);
            bus.topic("cart").fire("a last word");
          });
      cart.leave();
      scene.markAt("gone");
      bus.topic("cart").fire("too late");
      cart.leave();
      settle();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("Joined[who=cart]@0", "a last word@2", "gone@2", "Left[who=cart]@2");
  }

  @Test
  void oneThatHasLeftTakesNoMoreHandlers() {
    scene.run(scope -> {
      Member cart = new Bus(scope).join("cart");
      cart.leave();
      assertThatThrownBy(() -> cart.on(String.class, scene::mark))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has left");
      return null;
    });
  }
}
