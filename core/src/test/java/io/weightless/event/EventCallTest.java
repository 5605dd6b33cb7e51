package io.weightless.event;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.event.BusStage.Price;
import io.weightless.observe.Decline;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Events that are answered, and awaited.
class EventCallTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void aCallHasAllAnswersInTheOrderOfTheirTurns() {
    stage.play((bus, _) -> {
      assertThat(bus.call(new Price("tea"))).isEmpty();
      bus.answer(Price.class, _ -> 3);
      assertThat(bus.call(new Price("tea"))).containsExactly(3);
      bus.answer(Price.class, 1, price -> price.item().length());
      bus.on(Price.class, _ -> {});
      assertThat(bus.call(new Price("coffee"))).containsExactly(6, 3);
    });
  }

  @Test
  void whoDeclinesWasNotAsked() {
    stage.play((bus, _) -> {
      bus.answer(
          Price.class,
          _ -> {
            throw new Decline();
          });
      bus.answer(Price.class, _ -> 4);
      assertThat(bus.call(new Price("tea"))).containsExactly(4);
    });
  }

  @Test
  void theNextOfATypeIsWaitedForAndLeavesNothing() {
    stage.play((bus, scope) -> {
      scope.start("waits", () -> stage.scene.mark(bus.next(Placed.class).number()));
      settle();
      bus.fire("other");
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
    });

    assertThat(stage.scene.trail).containsExactly(1);
  }

  @Test
  void callsOfOneAnotherAreAnswered() {
    stage.play((bus, _) -> {
      bus.answer(
          Price.class,
          price ->
              price.item().isEmpty()
                  ? 0
                  : 1 + bus.call(new Price(price.item().substring(1))).getFirst());
      assertThat(bus.call(new Price("coffee"))).isEqualTo(List.of(6));
    });
  }

  @Test
  void callsInARowNeedNoTaskEach() {
    stage.play((bus, _) -> {
      bus.answer(Price.class, _ -> 3);
      bus.on(Price.class, _ -> stage.scene.mark(Thread.currentThread()));
      for (int i = 0; i < 5; i++) {
        bus.call(new Price("tea"));
      }
    });

    assertThat(stage.scene.trail).hasSize(5).containsOnly(stage.scene.trail.getFirst());
  }

  @Test
  void eachCallHasItsOwnAnswerAlsoWhereEventsAreEqualAndOneTakesLonger() {
    int[] asked = new int[1];
    stage.play((bus, scope) -> {
      bus.answer(
          Price.class,
          _ -> {
            int number = ++asked[0];
            sleep(10 - number);
            return number;
          });
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> stage.scene.markAt(name + bus.call(new Price("tea"))));
      }
    });

    assertThat(stage.scene.trail).containsExactly("c[3]@7", "b[2]@8", "a[1]@9");
  }

  @Test
  void oneEventIsWaitedForByItselfAndNotByItsType() {
    stage.play((bus, scope) -> {
      bus.on(Placed.class, order -> sleep(order.number()));
      Firing<?> mine = bus.fire(new Placed(5));
      bus.fire(new Placed(1));
      mine.await();
      stage.scene.markAt("mine");
    });

    assertThat(stage.scene.trail).containsExactly("mine@5");
  }

  @Test
  void whatIsAnsweredForATargetIsAnsweredByItAndByThoseOfTheWholeBus() {
    record Cart(String owner) {}
    stage.play((bus, _) -> {
      Cart mine = new Cart("me");
      bus.topic(mine).answer(Price.class, _ -> 1);
      bus.topic(new Cart("you")).answer(Price.class, _ -> 2);
      bus.answer(Price.class, _ -> 3);
      assertThat(bus.topic(mine).call(new Price("tea"))).containsExactly(1, 3);
    });
  }
}
