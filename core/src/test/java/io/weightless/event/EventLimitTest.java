package io.weightless.event;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How many events may wait, and that those who never end do not hold the others up.
class EventLimitTest {
  @AutoClose private final BusStage stage = new BusStage();

  private static void fill(Bus bus) {
    for (int i = 0; i < Bus.LIMIT; i++) {
      bus.fire(i);
    }
  }

  @Test
  void asManyAsTheLimitWaitAndOneMoreIsRefused() {
    int[] heard = new int[1];
    stage.play((bus, _) -> {
      bus.on(Integer.class, _ -> heard[0]++);
      fill(bus);
      assertThat(thrownBy(() -> bus.fire("one more")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("100000 events wait already");
    });

    assertThat(heard[0]).isEqualTo(Bus.LIMIT);
  }

  @Test
  void anEventThatWasRefusedIsNotWaitedFor() {
    stage.play((bus, _) -> {
      bus.on(
          Placed.class,
          _ -> {
            fill(bus);
            thrownBy(() -> bus.fire("one more"));
          });
      Scope.join(Deadline.after(seconds(1)), _ -> bus.track(new Placed(1)).awaitComplete());
    });
  }

  @Test
  void whatIsToldOfEventsHasRoomWhereNoEventHas() {
    stage.play((bus, _) -> {
      bus.on(
          Succeeded.class,
          news -> {
            if (news.event() instanceof Placed) {
              stage.scene.mark("succeeded");
            }
          });
      bus.on(Placed.class, _ -> fill(bus));
      bus.fire(new Placed(1)).await();
    });

    assertThat(stage.scene.trail).containsExactly("succeeded");
  }

  @Test
  void aChainWithoutAnEndLetsTheOthersHaveTheirTurns() {
    int[] last = new int[1];
    boolean[] isTime = new boolean[1];
    stage.play((bus, _) -> {
      bus.on(
          Placed.class,
          order -> {
            last[0] = order.number();
            if (!isTime[0] && order.number() < 1_000_000) {
              bus.fire(new Placed(order.number() + 1));
            }
          });
      stage.scene.reactor.after(seconds(0), () -> isTime[0] = true);
      bus.fire(new Placed(1));
    });

    assertThat(last[0]).isLessThan(1_000_000);
  }

  @Test
  void aChainWithoutAnEndEndsWithItsScope() {
    int[] last = new int[1];
    stage.scene.run(_ -> {
      Scope.join(scope -> {
        Bus bus = new Bus(scope);
        bus.on(
            Placed.class,
            order -> {
              last[0] = order.number();
              if (order.number() == 1_000) {
                scope.cancel("that is enough");
              }
              if (order.number() < 1_000_000) {
                bus.fire(new Placed(order.number() + 1));
              }
            });
        bus.fire(new Placed(1));
      });
      return null;
    });

    assertThat(last[0]).isBetween(1_000, 1_000 + Dispatcher.BATCH);
  }
}
