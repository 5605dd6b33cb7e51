package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// Virtual threads that user code starts inside a strand.
class GuestsTest {
  private final Loop loop = new Loop();
  private final List<Object> trail = new ArrayList<>();

  @Test
  @FastEngine
  void aGuestRunsOnTheCarrierOfTheStrandThatStartedItAndOwnsItMeanwhile() {
    loop.start(
        "host",
        () -> {
          Thread.ofVirtual().name("guest").start(() -> trail.add(loop.carrier.owned()));
          trail.add("host");
        });
    loop.drain();

    assertThat(trail).containsExactly("host", true);
    assertThat(loop.carrier.guests.isEmpty()).isTrue();
  }

  @Test
  @FastEngine
  void aGuestIsListedWithItsNameAndWhoStartedIt() {
    BlockingQueue<String> end = new LinkedBlockingQueue<>();
    loop.start("host", () -> Thread.ofVirtual().name("guest").start(() -> take(end)));
    loop.drain();

    assertThat(loop.carrier.guests.living())
        .singleElement()
        .satisfies(guest -> {
          assertThat(guest.name()).isEqualTo("guest");
          assertThat(guest).hasToString("thread 'guest' of task 'host'");
        });
    end.add("end");
    loop.runUntil(() -> loop.carrier.guests.isEmpty());
  }

  @Test
  @FastEngine
  void aGuestIsNotATask() {
    loop.start(
        "host",
        () ->
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    Strand.current();
                  } catch (IllegalStateException e) {
                    trail.add("refused");
                  }
                }));
    loop.drain();

    assertThat(trail).containsExactly("refused");
  }

  @Test
  @FastEngine
  void theEndOfEverythingInterruptsGuests() {
    loop.start("host", () -> Thread.ofVirtual().start(() -> take(new LinkedBlockingQueue<>())));
    loop.drain();

    loop.callback(() -> loop.carrier.end(() -> new Error("over")));

    assertThat(trail).containsExactly("interrupted");
    assertThat(loop.carrier.guests.isEmpty()).isTrue();
  }

  @Test
  @PortableEngine
  void onThePortableEngineAVirtualThreadStartedInAStrandIsNobodysGuest()
      throws InterruptedException {
    List<Thread> started = new ArrayList<>();
    loop.start(
        "host", () -> started.add(Thread.ofVirtual().start(() -> trail.add(loop.carrier.owned()))));
    loop.drain();
    started.getFirst().join();

    assertThat(trail).containsExactly(false);
  }

  private void take(BlockingQueue<String> queue) {
    try {
      queue.take();
    } catch (InterruptedException e) {
      trail.add("interrupted");
    }
  }
}
