package io.weightless.event;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.scope.Scope;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// When an event is over, and so is all that it has caused.
class EventCompletionTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void successIsToldWhenAllHaveHandledItAndCompleteWhenAllThatItCausedIsDone() {
    stage.play((bus, _) -> {
      bus.on(Succeeded.class, news -> stage.scene.markAt("succeeded " + news.event()));
      bus.on(Completed.class, news -> stage.scene.markAt("completed " + news.event()));
      bus.on(Placed.class, _ -> bus.fire("packed"));
      bus.on(
          String.class,
          word -> {
            sleep(5);
            stage.scene.markAt(word);
          });
      bus.track(new Placed(1)).awaitComplete();
      stage.scene.markAt("all");
    });

    assertThat(stage.scene.trail)
        .containsExactly(
            "succeeded Placed[number=1]@0",
            "packed@5",
            "succeeded packed@5",
            "completed packed@5",
            "completed Placed[number=1]@5",
            "all@5");
  }

  @Test
  void whatIsFiredInTasksThatAHandlerWaitsForIsCausedByItsEvent() {
    stage.play((bus, _) -> {
      bus.on(String.class, event -> sleep(2));
      bus.on(
          Placed.class,
          _ ->
              Scope.join(inner -> {
                inner.start("a", () -> stage.scene.mark(bus.fire("x").cause()));
                inner.start("b", () -> stage.scene.mark(bus.fire("y").cause()));
              }));
      Firing<?> firing = bus.track(new Placed(1));
      firing.awaitComplete();
      stage.scene.markAt("complete");
      assertThat(stage.scene.trail).containsExactly(firing.id(), firing.id(), "complete@2");
      assertThat(firing.cause()).isZero();
    });
  }

  @Test
  void completionIsOfThoseThatAreTracked() {
    stage.play((bus, _) ->
        assertThat(thrownBy(() -> bus.fire("word").awaitComplete()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("fire it by track"));
  }

  @Test
  void anEventKnowsTheNumberOfItsCauseAlsoWhereThatIsOfAnotherBus() {
    stage.play((bus, scope) -> {
      Bus other = new Bus(scope);
      bus.fire("first").await();
      other.fire("second").await();
      bus.on(Placed.class, _ -> stage.scene.mark(other.fire("third").cause()));
      Firing<?> cause = bus.fire(new Placed(1));
      cause.await();
      assertThat(cause.id()).isEqualTo(3);
      assertThat(stage.scene.trail).containsExactly(3L);
    });
  }

  @Test
  void successSeesTheStateBeforeWhatWasCausedHasWaitedAndCompleteTheLastOne() {
    String[] state = {"old"};
    stage.play((bus, _) -> {
      bus.on(Succeeded.class, news -> markState("succeeded", news.event(), state));
      bus.on(Completed.class, news -> markState("completed", news.event(), state));
      bus.on(Placed.class, order -> bus.fire("pack " + order.number()));
      bus.on(String.class, _ -> bus.fire(7L));
      bus.on(
          Long.class,
          _ -> {
            sleep(1);
            state[0] = "final";
          });
      bus.fire(new Placed(1));
    });

    assertThat(stage.scene.trail).containsExactly("succeeded old", "completed final");
  }

  private void markState(String news, Object event, String[] state) {
    if (event instanceof Placed) {
      stage.scene.mark(news + " " + state[0]);
    }
  }

  @Test
  void anEventIsCompleteAlsoWhenWhatItCausedHasFailedOrWasTakenBack() {
    stage.play((bus, _) -> {
      bus.on(Failed.class, failed -> stage.scene.mark("failed " + failed.event()));
      bus.on(
          Placed.class,
          _ -> {
            bus.fire("fails");
            bus.fire("is taken back").cancel();
          });
      bus.on(
          String.class,
          _ -> {
            throw new IllegalStateException("as planned");
          });
      bus.track(new Placed(1)).awaitComplete();
      stage.scene.mark("complete");
    });

    assertThat(stage.scene.trail).containsExactly("failed fails", "complete");
  }
}
