package io.weightless.event;

import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.BusStage.Placed;
import io.weightless.event.BusStage.Price;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Whose a failure of a handler is.
class EventFailureTest {
  @AutoClose private final BusStage stage = new BusStage();

  @Test
  void aFailureIsThrownToWhoAwaitsAndTheOthersHandleTheEventAllTheSame() {
    stage.play((bus, _) -> {
      bus.answer(
          Price.class,
          _ -> {
            throw new IOException("no list");
          });
      bus.on(Price.class, _ -> stage.scene.mark("handled"));
      assertThat(thrownBy(() -> bus.call(new Price("tea"))))
          .isInstanceOf(EventFailed.class)
          .hasRootCauseMessage("no list");
    });

    assertThat(stage.scene.trail).containsExactly("handled");
  }

  @Test
  void aFailureThatNobodyAwaitsIsTheScopes() {
    IllegalStateException failure = new IllegalStateException("as planned");

    assertThat(
            thrownBy(() ->
                stage.play((bus, _) -> {
                  bus.on(
                      Placed.class,
                      _ -> {
                        throw failure;
                      });
                  bus.fire(new Placed(1));
                })))
        .isSameAs(failure);
  }

  @Test
  void aFailureThatIsHeardIsOwnedByWhoHearsIt() {
    stage.play((bus, _) -> {
      bus.on(
          Failed.class,
          failed -> stage.scene.mark(failed.event() + " " + failed.failure().getMessage()));
      bus.on(
          Placed.class,
          _ -> {
            throw new IllegalStateException("as planned");
          });
      bus.fire(new Placed(1));
    });

    assertThat(stage.scene.trail).containsExactly("Placed[number=1] as planned");
  }

  @Test
  void successTellsTheEventAndItsAnswersAndFailureTheEventAndWhatWasThrown() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    Price tea = new Price("tea");
    Placed order = new Placed(1);
    stage.play((bus, _) -> {
      bus.on(Succeeded.class, stage.scene::mark);
      bus.on(Failed.class, stage.scene::mark);
      bus.answer(Price.class, 1, _ -> 7);
      bus.answer(Price.class, _ -> 8);
      bus.on(
          Placed.class,
          _ -> {
            throw first;
          });
      bus.on(
          Placed.class,
          _ -> {
            throw second;
          });
      bus.call(tea);
      bus.fire(order);
    });

    assertThat(stage.scene.trail)
        .containsExactly(new Succeeded(tea, List.of(7, 8)), new Failed(order, first));
    assertThat(first).hasSuppressedException(second);
  }
}
