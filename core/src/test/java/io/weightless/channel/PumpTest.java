package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineClosed;
import io.weightless.reactor.Cancelled;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A coroutine between channels.
class PumpTest {
  @AutoClose private final Scene scene = new Scene();

  private Coroutine<Integer, Integer, String> doubling() {
    return Coroutine.of(
        "doubling",
        io -> {
          try {
            for (Integer value = io.read(); value != null; value = io.read()) {
              io.write(2 * value);
            }
            return "all";
          } catch (CoroutineClosed e) {
            scene.mark("closed");
            throw e;
          } finally {
            scene.mark("ends");
          }
        });
  }

  private static void sendAll(Sink<Integer> to, int... values) {
    for (int value : values) {
      to.send(value);
    }
    to.close();
  }

  @Test
  void whatTheSourceGivesIsReadAndTheSinkGetsWhatIsWritten() {
    var doubling = doubling();
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.rendezvous();
      scope.start("pump", () -> Pump.run(in, doubling, out));
      scope.start("sender", () -> sendAll(in, 1, 2, 3));
      out.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly(2, 4, 6, "ends");
    assertThat(doubling.result()).isEqualTo("all");
  }

  @Test
  void aSlowReceiverHoldsTheSender() {
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.rendezvous();
      scope.start("pump", () -> Pump.run(in, doubling(), out));
      scope.start(
          "sender",
          () -> {
            for (int i = 1; i <= 3; i++) {
              in.send(i);
              scene.mark("sent " + i);
            }
            in.close();
          });
      settle();
      scene.mark("nobody receives");
      out.forEach(_ -> {});
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("sent 1", "nobody receives", "sent 2", "sent 3", "ends");
  }

  @Test
  void aFailureOfTheSourceIsThrownWhereItReads() {
    var cause = new IllegalStateException("broken");
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.buffered(1);
      in.fail(cause);
      scene.mark(thrownBy(() -> Pump.run(in, doubling(), out)));
      scene.mark(thrownBy(out::receive).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly("ends", cause, cause);
  }

  @Test
  void aFailureOfTheSinkIsThrownWhereItWritesAndFailsTheSource() {
    var cause = new IllegalStateException("broken");
    scene.run(scope -> {
      Channel<Integer> in = Channel.buffered(3);
      Channel<Integer> out = Channel.rendezvous();
      in.send(1);
      out.fail(cause);
      scene.mark(thrownBy(() -> Pump.run(in, doubling(), out)));
      scene.mark(thrownBy(() -> in.send(2)).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly("ends", cause, cause);
  }

  @Test
  void aSinkThatOthersCloseEndsItAllInPeace() {
    scene.run(scope -> {
      Channel<Integer> in = Channel.buffered(3);
      Channel<Integer> out = Channel.rendezvous();
      Task<?> pump = scope.start("pump", () -> Pump.run(in, doubling(), out));
      in.send(1);
      in.send(2);
      scene.mark(out.receive());
      out.close();
      pump.await();
      scene.mark(in.isClosed());
      return null;
    });

    assertThat(scene.trail).containsExactly(2, "closed", "ends", true);
  }

  @Test
  void aSinkThatOthersCloseWhileItWaitsForInputEndsItAllSoon() {
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.rendezvous();
      Task<?> pump = scope.start("pump", () -> Pump.run(in, doubling(), out));
      settle();
      out.close();
      pump.await();
      scene.mark(in.isClosed());
      return null;
    });

    assertThat(scene.trail).containsExactly("closed", "ends", true);
  }

  @Test
  void aSinkThatOthersFailWhileItWaitsForInputIsToldOnceWhereItReads() {
    var cause = new IllegalStateException("broken");
    Coroutine<Integer, Integer, Integer> handling =
        Coroutine.of(
            "handling",
            io -> {
              scene.mark(thrownBy(io::read));
              return io.next();
            });
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.rendezvous();
      scope.start("pump", () -> Pump.run(in, handling, out));
      settle();
      out.fail(cause);
      in.send(7);
      return null;
    });

    assertThat(scene.trail).containsExactly(cause);
    assertThat(handling.result()).isEqualTo(7);
  }

  @Test
  void aBroadcastThatOthersCloseEndsItToo() {
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Broadcast<Integer> out = Channel.broadcast(1);
      Task<?> pump = scope.start("pump", () -> Pump.run(in, doubling(), out));
      settle();
      out.close();
      pump.await();
      return null;
    });

    assertThat(scene.trail).containsExactly("closed", "ends");
  }

  @Test
  void oneThatReturnsClosesBothAndLeavesTheRest() {
    Coroutine<Integer, Integer, Integer> first = Coroutine.of("first", io -> io.next());
    scene.run(scope -> {
      Channel<Integer> in = Channel.buffered(3);
      Channel<Integer> out = Channel.rendezvous();
      in.send(1);
      in.send(2);
      Pump.run(in, first, out);
      scene.mark(first.result());
      scene.mark(out.isClosed());
      scene.mark(in.receive());
      scene.mark(thrownBy(in::receive).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(1, true, 2, ChannelClosed.class);
  }

  @Test
  void whatItFailsWithFailsBoth() {
    var cause = new IllegalStateException("broken");
    Coroutine<Integer, Integer, Integer> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.next();
              throw cause;
            });
    scene.run(scope -> {
      Channel<Integer> in = Channel.buffered(3);
      Channel<Integer> out = Channel.rendezvous();
      in.send(1);
      scene.mark(thrownBy(() -> Pump.run(in, failing, out)));
      scene.mark(thrownBy(out::receive).getCause());
      scene.mark(thrownBy(() -> in.send(2)).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly(cause, cause, cause);
  }

  @Test
  void cancelledItClosesTheCoroutineAndFailsBoth() {
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      Channel<Integer> out = Channel.rendezvous();
      Task<?> pump = scope.start("pump", () -> Pump.run(in, doubling(), out));
      settle();
      pump.cancel("enough");
      scene.mark(thrownBy(out::receive).getCause().getClass());
      scene.mark(thrownBy(() -> in.send(1)).getCause().getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly("closed", "ends", Cancelled.class, Cancelled.class);
  }

  @Test
  void aPauseLetsTheOthersRun() {
    Coroutine<Integer, Integer, Integer> pausing =
        Coroutine.of(
            "pausing",
            io -> {
              io.yield();
              scene.mark("goes on");
              return 1;
            });
    scene.run(scope -> {
      Channel<Integer> in = Channel.rendezvous();
      scope.start("other", () -> scene.mark("other"));
      Pump.run(in, pausing, Channel.rendezvous());
      return null;
    });

    assertThat(scene.trail).containsExactly("other", "goes on");
  }

  @Test
  void aSubscriptionIsLeft() {
    scene.run(scope -> {
      Channel<Integer> prices = Channel.buffered(9);
      for (int i = 1; i <= 5; i++) {
        prices.send(i);
      }
      var subscription = Subscription.to(prices.toPublisher(scope), 1);
      Coroutine<Integer, Integer, Integer> first = Coroutine.of("first", io -> io.next());
      Pump.run(subscription, first, Channel.rendezvous());
      scene.mark(first.result());
      scene.mark(thrownBy(subscription::receive).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(1, ChannelClosed.class);
  }

  @Test
  void aProcessorSubscribesAndPublishes() {
    scene.run(scope -> {
      Channel<Integer> numbers = Channel.buffered(9);
      Flow.Processor<Integer, Integer> processor = Pump.processor(scope, doubling(), 2);
      numbers.toPublisher(scope).subscribe(processor);
      sendAll(numbers, 1, 2, 3);
      try (var doubled = Subscription.to(processor, 1)) {
        doubled.forEach(scene::mark);
      }
      return null;
    });

    assertThat(scene.trail).contains(2, 4, 6, "ends");
  }

  @Test
  void aSubscriberOfAProcessorThatLeavesClosesTheCoroutine() {
    scene.run(scope -> {
      Channel<Integer> numbers = Channel.buffered(9);
      List.of(1, 2, 3, 4, 5).forEach(numbers::send);
      Flow.Processor<Integer, Integer> processor = Pump.processor(scope, doubling(), 1);
      numbers.toPublisher(scope).subscribe(processor);
      try (var doubled = Subscription.to(processor, 1)) {
        scene.mark(doubled.receive());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly(2, "closed", "ends");
  }

  /// Rules 1.8 and 3.13 of Reactive Streams: nobody is left who waits in vain.
  @Test
  void aSubscriberOfAProcessorThatLeavesWhileNothingComesCancelsItsPublisher() {
    scene.run(scope -> {
      Flow.Processor<Integer, Integer> processor = Pump.processor(scope, doubling(), 4);
      processor.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long values) {}

            @Override
            public void cancel() {
              scene.mark("cancelled");
            }
          });
      var doubled = Subscription.to(processor, 1);
      processor.onNext(1);
      scene.mark(doubled.receive());
      settle();
      doubled.close();
      return null;
    });

    assertThat(scene.trail).containsExactly(2, "closed", "ends", "cancelled");
  }

  @Test
  void whatACoroutineFailsWithTheSubscriberOfItsProcessorIsTold() {
    var cause = new IllegalStateException("broken");
    Coroutine<Integer, Integer, Integer> failing =
        Coroutine.of(
            "failing",
            io -> {
              io.next();
              throw cause;
            });
    scene.run(scope -> {
      Channel<Integer> numbers = Channel.buffered(9);
      numbers.send(1);
      Flow.Processor<Integer, Integer> processor = Pump.processor(scope, failing, 1);
      numbers.toPublisher(scope).subscribe(processor);
      try (var doubled = Subscription.to(processor, 1)) {
        scene.mark(thrownBy(doubled::receive).getCause());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly(cause);
  }
}
