package io.weightless.event;

import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.offload.Offload;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Handlers whose work is done by threads.
class EventWorkersTest {
  @AutoClose private final BusStage stage = new BusStage();

  private record Hash(String word) implements Asks<Integer> {}

  private record Hashed(int hash) {}

  @Test
  void theOtherEventsGoOnMeanwhileAndTheAnswerComesAsAnEvent() {
    CountDownLatch othersWereHandled = new CountDownLatch(1);
    stage.play((bus, _) -> {
      try (Offload workers = Offload.open()) {
        bus.on(
            Hash.class,
            hash ->
                bus.fire(
                    new Hashed(
                        workers.call(() -> {
                          othersWereHandled.await();
                          return hash.word().hashCode();
                        }))));
        bus.on(Hashed.class, stage.scene::mark);
        bus.on(String.class, _ -> othersWereHandled.countDown());
        Firing<?> hash = bus.track(new Hash("tea"));
        bus.fire("another event");
        hash.awaitComplete();
      }
    });

    assertThat(stage.scene.trail).containsExactly(new Hashed("tea".hashCode()));
  }

  @Test
  void whatAWorkerFailsWithIsToldAsOfAnyHandler() {
    stage.play((bus, _) -> {
      try (Offload workers = Offload.open()) {
        bus.on(Failed.class, failed -> stage.scene.mark(failed.failure().getMessage()));
        bus.answer(
            Hash.class,
            _ ->
                workers.call(() -> {
                  throw new IOException("as planned");
                }));
        bus.fire(new Hash("tea"));
        sleep(1);
      }
    });

    assertThat(stage.scene.trail).containsExactly("as planned");
  }
}
