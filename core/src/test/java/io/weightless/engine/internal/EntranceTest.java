package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private static final int ROUNDS = 10_000;

  private final Entrance entrance = new Entrance();

  @Test
  void oneIsInsideAtATimeAndTheOtherIsToldWho() {
    assertThat(entrance.enter()).isTrue();
    assertThat(entrance.enter()).isFalse();
    assertThat(entrance.refusal())
        .hasMessage("this reactor is already being run, by " + Thread.currentThread());

    entrance.leave();
    assertThat(entrance.inside()).isNull();
    assertThat(entrance.enter()).isTrue();
  }

  @Test
  void afterItIsBarredOnlyTheJanitorEnters() {
    entrance.enter();
    entrance.bar();
    entrance.leave();

    assertThat(entrance.enter()).isFalse();
    assertThat(entrance.refusal()).hasMessage("this reactor is closed");
    assertThat(entrance.isEntered()).isFalse();
    entrance.enterAfterAll();
    assertThat(entrance.inside()).isEqualTo(Thread.currentThread());
  }

  /// Whoever enters knows then that it was not barred, however he meets the one who bars it.
  @Test
  void nobodyEntersBehindTheOneWhoBarsIt() {
    AtomicInteger behind = new AtomicInteger();
    for (int i = 0; i < ROUNDS; i++) {
      Entrance contended = new Entrance();
      contended.enter();
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> {
            while (!contended.isBarred()) {
              if (contended.enter()) {
                behind.incrementAndGet();
              }
            }
          });
      contended.bar();
      contended.leave();
      other.join();
    }
    assertThat(behind).hasValue(0);
  }
}
