package io.weightless.event;

import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is not for everybody.
class EventTopicTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void aFilterChangesOrStopsWhatThoseBehindItGet() {
    stage.play((bus, _) -> {
      bus.on(Placed.class, 2, order -> stage.scene.mark("before " + order.number()));
      bus.filter(
          Placed.class, 1, order -> order.number() < 0 ? null : new Placed(order.number() * 10));
      bus.on(Placed.class, order -> stage.scene.mark("behind " + order.number()));
      bus.fire(new Placed(-1));
      bus.fire(new Placed(2));
    });

    assertThat(stage.scene.trail).containsExactly("before -1", "before 2", "behind 20");
  }

  @Test
  void aTopicIsHeardByItsOwnAndByThoseOfTheWholeBus() {
    Object cart = new Object();
    stage.play((bus, _) -> {
      bus.topic("shop").on(String.class, event -> stage.scene.mark("shop " + event));
      bus.topic(cart).on(String.class, event -> stage.scene.mark("cart " + event));
      bus.on(String.class, event -> stage.scene.mark("bus " + event));
      bus.topic("shop").fire("a");
      bus.topic(cart).fire("b");
      bus.topic("nobody").fire("c");
      bus.fire("d");
    });

    assertThat(stage.scene.trail)
        .containsExactly(
            "shop a", "bus a", "cart b", "bus b", "bus c", "shop d", "cart d", "bus d");
  }

  @Test
  void oneBusTellsAnotherAndKnowsWhenThatIsComplete() {
    stage.play((bus, scope) -> {
      Bus outer = new Bus(scope);
      bus.forward(outer);
      outer.on(
          String.class,
          word -> {
            sleep(3);
            stage.scene.markAt(word);
          });
      bus.track("word").awaitComplete();
      stage.scene.markAt("complete");
    });

    assertThat(stage.scene.trail).containsExactly("word@3", "complete@3");
  }

  @Test
  void whatAFilterHasMadeOfAnEventIsHeardByThoseOfItsTypeBehind() {
    stage.play((bus, _) -> {
      bus.on(Integer.class, 9, event -> stage.scene.mark("before " + event));
      bus.filter(Object.class, 1, event -> event instanceof String word ? word.length() : event);
      bus.on(String.class, event -> stage.scene.mark("word " + event));
      bus.on(Object.class, 1, event -> stage.scene.mark("any " + event));
      bus.on(Integer.class, event -> stage.scene.mark("number " + event));
      bus.fire("four");
    });

    assertThat(stage.scene.trail).containsExactly("any 4", "number 4");
  }

  @Test
  void aHandlerHearsSeveralTopicsAndAnEventIsFiredAtSeveral() {
    stage.play((bus, _) -> {
      for (String place : List.of("shop", "till")) {
        bus.topic(place).on(String.class, word -> stage.scene.mark(place + " " + word));
      }
      List.of("shop", "door", "till").forEach(place -> bus.topic(place).fire("open"));
    });

    assertThat(stage.scene.trail).containsExactly("shop open", "till open");
  }
}
