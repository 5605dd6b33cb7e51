package io.weightless.event;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.event.BusStage.Price;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A bus that tells another one.
class NestedBusTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void whatIsFiredInsideIsHeardOutsideAndNotTheOtherWayRound() {
    stage.play((outer, scope) -> {
      Bus inner = new Bus(scope);
      var forwarding = inner.forward(outer);
      inner.on(String.class, word -> stage.scene.mark("inner " + word));
      outer.on(String.class, word -> stage.scene.mark("outer " + word));
      inner.fire("a").await();
      outer.fire("b").await();
      forwarding.close();
      inner.fire("c").await();
    });

    assertThat(stage.scene.trail).containsExactly("inner a", "outer a", "outer b", "inner c");
  }

  @Test
  void whatIsForATopicIsForThatTopicOutsideToo() {
    stage.play((outer, scope) -> {
      Bus inner = new Bus(scope);
      inner.forward(outer);
      inner.topic("shop").forward(outer.topic("archive"));
      outer.topic("shop").on(String.class, word -> stage.scene.mark("shop " + word));
      outer.topic("archive").on(String.class, word -> stage.scene.mark("archive " + word));
      outer.topic("till").on(String.class, word -> stage.scene.mark("till " + word));
      inner.topic("shop").fire("a");
    });

    assertThat(stage.scene.trail).containsExactly("shop a", "archive a");
  }

  @Test
  void whatWasFiredWithAPriorityHasItOutsideToo() {
    stage.play((outer, scope) -> {
      Bus inner = new Bus(scope);
      inner.forward(outer);
      outer.on(Placed.class, order -> stage.scene.mark(order.number()));
      inner.on(
          String.class,
          _ -> {
            outer.fire(new Placed(1));
            inner.fire(5, new Placed(2));
          });
      inner.fire("go");
    });

    assertThat(stage.scene.trail).containsExactly(2, 1);
  }

  @Test
  void aCallInsideIsAnsweredOutsideToo() {
    stage.play((outer, scope) -> {
      Bus inner = new Bus(scope);
      inner.answer(Price.class, 1, _ -> 1);
      inner.forward(outer);
      inner.answer(Price.class, _ -> 4);
      outer.answer(
          Price.class,
          _ -> {
            sleep(2);
            return 3;
          });
      outer.answer(Price.class, 1, _ -> 2);
      assertThat(inner.call(new Price("tea"))).containsExactly(1, 2, 3, 4);
    });
  }

  @Test
  void aFailureOutsideIsThrownToWhoCallsInside() {
    stage.play((outer, scope) -> {
      Bus inner = new Bus(scope);
      inner.forward(outer);
      IllegalStateException failure = new IllegalStateException("as planned");
      outer.on(
          Price.class,
          _ -> {
            throw failure;
          });
      assertThat(thrownBy(() -> inner.call(new Price("tea")))).isSameAs(failure);
    });
  }
}
