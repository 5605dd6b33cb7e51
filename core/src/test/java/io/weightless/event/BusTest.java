package io.weightless.event;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.scope.Scope;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Events, and who hears them.
class BusTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void whatIsFiredIsHeardInAnotherTurnByThoseOfItsType() {
    stage.play((bus, _) -> {
      bus.on(Placed.class, order -> stage.scene.mark("first " + order.number()));
      bus.on(String.class, stage.scene::mark);
      bus.on(Object.class, event -> stage.scene.mark("all " + event));
      bus.fire(new Placed(7));
      bus.fire("word");
      stage.scene.mark("fired");
    });

    assertThat(stage.scene.trail)
        .containsExactly("fired", "first 7", "all Placed[number=7]", "word", "all word");
  }

  @Test
  void handlersHaveTheirTurnsByPriorityAndThenInTheOrderInWhichTheyCame() {
    stage.play((bus, _) -> {
      bus.on(Placed.class, _ -> stage.scene.mark("0 a"));
      bus.on(Placed.class, -1, _ -> stage.scene.mark("-1"));
      bus.on(Placed.class, 5, _ -> stage.scene.mark("5 a"));
      bus.on(Object.class, 5, _ -> stage.scene.mark("5 b"));
      bus.on(Placed.class, _ -> stage.scene.mark("0 b"));
      bus.fire(new Placed(1));
    });

    assertThat(stage.scene.trail).containsExactly("5 a", "5 b", "0 a", "0 b", "-1");
  }

  @Test
  void eventsOfAHigherPriorityAreHandledFirst() {
    stage.play((bus, _) -> {
      bus.on(Placed.class, order -> stage.scene.mark(order.number()));
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
      bus.fire(9, new Placed(3));
      bus.fire(-1, new Placed(4));
      bus.fire(9, new Placed(5));
    });

    assertThat(stage.scene.trail).containsExactly(3, 5, 1, 2, 4);
  }

  @Test
  void oneOfALowerPriorityIsHandledAlsoWhenAllOfTheHigherOnesHaveBeen() {
    stage.play((bus, _) -> {
      bus.on(Placed.class, order -> stage.scene.mark(order.number()));
      for (int priority = 1; priority >= -1; priority--) {
        bus.fire(priority, new Placed(priority)).await();
      }
      Firing<?> last = bus.fire(-2, new Placed(-2));
      assertThat(last.cancel()).isTrue();
      bus.fire(-3, new Placed(-3));
    });

    assertThat(stage.scene.trail).containsExactly(1, 0, -1, -3);
  }

  @Test
  void aBusWhoseScopeHasEndedRefusesEachEvent() {
    stage.scene.run(scope -> {
      Bus[] late = new Bus[1];
      Scope.join(inner -> late[0] = new Bus(inner));
      for (int i = 0; i < 2; i++) {
        assertThat(thrownBy(() -> late[0].fire("word"))).isInstanceOf(IllegalStateException.class);
      }
      return null;
    });
  }

  @Test
  void aHandlerThatWaitsHoldsUpNoOtherEvent() {
    stage.play((bus, _) -> {
      bus.on(
          Placed.class,
          order -> {
            sleep(order.number());
            stage.scene.markAt(order.number());
          });
      bus.on(Placed.class, order -> stage.scene.mark("then " + order.number()));
      bus.fire(new Placed(3));
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
    });

    assertThat(stage.scene.trail)
        .containsExactly("1@1", "then 1", "2@2", "then 2", "3@3", "then 3");
  }

  @Test
  void oneWhoseTurnHasNotComeIsTakenBack() {
    stage.play((bus, _) -> {
      bus.on(Object.class, stage.scene::mark);
      Firing<?> first = bus.fire("first");
      Firing<?> second = bus.fire("second");
      assertThat(second.cancel()).isTrue();
      settle();
      assertThat(first.cancel()).isFalse();
      assertThat(second.state()).isEqualTo(Firing.State.CANCELLED);
    });

    assertThat(stage.scene.trail).containsExactly("first");
  }

  @Test
  void oneThatHasLeftHearsNothingAlsoInTheMiddleOfAnEvent() {
    stage.play((bus, _) -> {
      Registration[] later = new Registration[1];
      bus.on(String.class, _ -> later[0].close());
      later[0] = bus.on(String.class, stage.scene::mark);
      bus.fire("a");
      settle();
      assertThat(later[0].isOpen()).isFalse();
      later[0].close();
      bus.fire("b");
    });

    assertThat(stage.scene.trail).isEmpty();
  }

  /// What an event is fired by has to be collectable, or a game would end with its memory.
  @Test
  void aChainThatGoesOnForEverDoesNotKeepItsBeginning() {
    stage.play((bus, _) -> {
      WeakReference<?>[] first = new WeakReference<?>[1];
      bus.on(
          Placed.class,
          order -> {
            if (order.number() < 10) {
              Firing<?> next = bus.fire(new Placed(order.number() + 1));
              first[0] = first[0] == null ? new WeakReference<>(next) : first[0];
            } else {
              sleep(1); // the last one is held here
            }
          });
      bus.fire(new Placed(1));
      settle();
      for (int i = 0; i < 50 && first[0].get() != null; i++) {
        System.gc();
      }
      assertThat(first[0].get()).isNull();
    });
  }

  @Test
  void eventsAreHandledInTheOrderInWhichTheyWereFired() {
    List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
    stage.play((bus, _) -> {
      bus.on(Integer.class, stage.scene::mark);
      numbers.forEach(bus::fire);
    });

    assertThat(stage.scene.trail).isEqualTo(numbers);
  }

  @Test
  void whoComesWhileAnEventIsOnItsWayHearsTheNext() {
    stage.play((bus, _) -> {
      bus.on(
          String.class,
          word -> {
            if (word.equals("first")) {
              bus.on(String.class, later -> stage.scene.mark("late " + later));
              bus.on(String.class, 5, later -> stage.scene.mark("early " + later));
            }
          });
      bus.fire("first");
      bus.fire("second");
    });

    assertThat(stage.scene.trail).containsExactly("early second", "late second");
  }

  @Test
  void reportsNameAllOfIt() {
    stage.play((bus, _) -> {
      Firing<?> firing = bus.topic("shop").fire("word");
      assertThat(firing).hasToString("event 1 word");
      assertThat(bus).hasToString("Bus[1 fired]");
      assertThat(bus.topic("shop")).hasToString("topic shop of Bus[1 fired]");
      assertThat(bus.topic("shop").on(Placed.class, 3, _ -> {})).hasToString("Placed of shop at 3");
      assertThat(bus.join("cart")).hasToString("member cart of Bus[2 fired]");
      bus.on(Placed.class, _ -> stage.scene.mark(bus.fire("caused").toString()));
      bus.fire(new Placed(1));
    });

    assertThat(stage.scene.trail).containsExactly("event 4 caused by 3");
  }
}
