package io.weightless.event;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.event.BusStage.Price;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who is told when a caller, a handler or a whole bus is cancelled, and what drains.
class EventCancelTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void aDeadlineEndsACallWhenItsTimeIsOverAndTheEventGoesOn() {
    stage.play((bus, _) -> {
      bus.answer(
          Price.class,
          _ -> {
            sleep(5);
            stage.scene.markAt("answered");
            return 3;
          });
      assertThat(
              thrownBy(
                  () -> Scope.join(Deadline.after(seconds(2)), _ -> bus.call(new Price("tea")))))
          .isInstanceOf(DeadlineExceeded.class);
      stage.scene.markAt("over");
    });

    assertThat(stage.scene.trail).containsExactly("over@2", "answered@5");
  }

  @Test
  void aDeadlineEndsAWaitForAnEventAndLeavesNoHandler() {
    stage.play((bus, _) -> {
      assertThat(
              thrownBy(() -> Scope.join(Deadline.after(seconds(2)), _ -> bus.next(Placed.class))))
          .isInstanceOf(DeadlineExceeded.class);
      stage.scene.markAt("over");
      assertThat(bus.table().of(Placed.class, null)).isEmpty();
    });

    assertThat(stage.scene.trail).containsExactly("over@2");
  }

  @Test
  void whatIsCalledByOneThatIsCancelledIsNotFired() {
    stage.play((bus, scope) -> {
      bus.on(Price.class, stage.scene::mark);
      Task<?> caller =
          scope.start(
              "caller",
              () -> {
                try {
                  sleep(1);
                } catch (Cancelled cancelled) {
                  bus.call(new Price("tea"));
                }
              });
      settle();
      caller.cancel("as planned");
    });

    assertThat(stage.scene.trail).isEmpty();
  }

  @Test
  void whatIsCalledWhereNobodyMayWaitIsNotFired() {
    stage.play((bus, _) -> {
      bus.on(Price.class, stage.scene::mark);
      assertThat(thrownBy(() -> noSuspend(() -> bus.call(new Price("tea")))))
          .isInstanceOf(IllegalStateException.class);
    });

    assertThat(stage.scene.trail).isEmpty();
  }

  @Test
  void whoAwaitsAnEventWhoseHandlerIsCancelledIsTold() {
    stage.play((_, outer) -> {
      Scope.join(scope -> {
        Bus bus = new Bus(scope);
        bus.on(Placed.class, _ -> sleep(9));
        Firing<?> firing = bus.track(new Placed(1));
        outer.start("awaits", () -> stage.scene.mark(thrownBy(firing::await).getClass()));
        outer.start("complete", () -> awaitComplete(firing));
        settle();
        scope.cancel("as planned");
      });
      settle();
    });

    assertThat(stage.scene.trail)
        .containsExactlyInAnyOrder(CancellationException.class, Firing.State.CANCELLED);
  }

  private void awaitComplete(Firing<?> firing) {
    firing.awaitComplete();
    stage.scene.mark(firing.state());
  }

  @Test
  void aDrainingBusDeliversWhatItsHandlersCauseAndNothingElse() {
    stage.play((_, outer) -> {
      Bus[] draining = new Bus[1];
      outer.start(
          "drains",
          () ->
              Scope.join(scope -> {
                Bus bus = new Bus(scope);
                draining[0] = bus;
                bus.on(String.class, stage.scene::markAt);
                bus.on(
                    Placed.class,
                    _ -> {
                      scope.drain(Deadline.after(seconds(9)));
                      sleep(1);
                      bus.fire("caused").await();
                    });
                bus.fire(new Placed(1));
                bus.fire("waits behind it");
              }));
      settle();
      assertThat(thrownBy(() -> draining[0].fire("anything else")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("draining");
    });

    assertThat(stage.scene.trail).containsExactly("waits behind it@0", "caused@1");
  }

  @Test
  void whatOutlivesTheBusThatHasCausedItIsToldToNobody() {
    stage.play((outer, _) -> {
      outer.on(String.class, _ -> sleep(3));
      Scope.join(scope -> {
        Bus bus = new Bus(scope);
        bus.on(Completed.class, stage.scene::mark);
        bus.on(Placed.class, _ -> outer.fire("long"));
        bus.fire(new Placed(1));
      });
      sleep(5);
      outer.fire("goes on").await();
      stage.scene.mark("end");
    });

    assertThat(stage.scene.trail).containsExactly("end");
  }

  @Test
  void whatIsOfAnotherReactorIsRefused() {
    stage.play((bus, _) -> {
      Registration registration = bus.on(Placed.class, stage.scene::mark);
      Firing<?> firing = bus.track(new Placed(1));
      try (Reactor other = Reactor.open()) {
        other.run(() -> {
          for (Runnable deed :
              new Runnable[] {
                () -> bus.fire("word"),
                firing::await,
                firing::awaitComplete,
                firing::cancel,
                registration::close,
                () -> bus.on(String.class, stage.scene::mark)
              }) {
            assertThat(thrownBy(deed::run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another reactor");
          }
        });
      }
    });

    assertThat(stage.scene.trail).containsExactly(new Placed(1));
  }
}
