package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What comes from a [Flow.Publisher], received.
class PublisherSourceTest {
  @AutoClose private final Scene scene = new Scene();

  /// Does what it is told, and marks what is asked of it.
  private final class Puppet implements Flow.Publisher<Integer>, Flow.Subscription {
    Flow.Subscriber<? super Integer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
      this.subscriber = subscriber;
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long values) {
      scene.mark("asked for " + values);
    }

    @Override
    public void cancel() {
      scene.mark("cancelled");
    }

    void send(int... values) {
      for (int value : values) {
        subscriber.onNext(value);
      }
    }
  }

  private final Puppet puppet = new Puppet();

  @Test
  void itAsksForABatchAndForMoreWhenHalfOfItIsReceived() {
    scene.run(_ -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 4);
      puppet.send(1, 2, 3, 4);
      scene.mark(numbers.behind());
      scene.mark(numbers.receive());
      scene.mark(numbers.receive());
      scene.mark(numbers.receive());
      scene.mark(numbers.receive());
      numbers.close();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("asked for 4", 4, 1, "asked for 2", 2, 3, "asked for 2", 4, "cancelled");
  }

  @Test
  void whoWaitsIsServedInOrder() {
    scene.run(scope -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 2);
      for (String name : List.of("a", "b")) {
        scope.start(name, () -> scene.mark(name + numbers.receive()));
      }
      settle();
      puppet.send(1, 2);
      settle();
      puppet.subscriber.onComplete();
      scene.mark(thrownBy(numbers::receive).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "asked for 2", "asked for 1", "asked for 1", "a1", "b2", ChannelClosed.class);
  }

  @Test
  void whatCameBeforeTheEndIsReceivedAlsoBeforeAFailure() {
    var cause = new IllegalStateException("of the publisher");
    scene.run(_ -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 4);
      puppet.send(1, 2);
      puppet.subscriber.onError(cause);
      scene.mark(numbers.receive());
      scene.mark(numbers.receive());
      scene.mark(thrownBy(numbers::receive).getCause());
      scene.mark(thrownBy(() -> numbers.forEach(scene::mark)).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 4", 1, 2, cause, cause);
  }

  @Test
  void anEndAloneWakesWhoWaits() {
    scene.run(scope -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 4);
      scope.start("waits", () -> scene.mark("had " + numbers.iterator().hasNext()));
      settle();
      puppet.subscriber.onComplete();
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 4", "had false");
  }

  @Test
  void whoLeavesCancelsOnceAndDropsTheRest() {
    scene.run(scope -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 4);
      puppet.send(1, 2);
      numbers.close();
      numbers.close();
      puppet.send(3);
      puppet.subscriber.onError(new IllegalStateException("too late"));
      scene.mark(thrownBy(numbers::receive).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 4", "cancelled", ChannelClosed.class);
  }

  @Test
  void aScopeThatIsCancelledLeavesByItsTryBlock() {
    scene.run(_ -> {
      Scope.runOr(
          Deadline.after(Scene.seconds(1)),
          null,
          _ -> {
            try (Subscription<Integer> numbers = Subscription.to(puppet, 4)) {
              numbers.forEach(scene::mark);
            }
            return null;
          });
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 4", "cancelled");
  }

  @Test
  void theEndOfItsReactorCancelsToo() {
    scene.run(_ -> {
      Subscription.to(puppet, 4);
      return null;
    });
    scene.close();

    assertThat(scene.trail).containsExactly("asked for 4", "cancelled");
  }

  @Test
  void aPublisherThatSendsMoreThanItWasAskedForIsLeft() {
    scene.run(_ -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 2);
      puppet.send(1, 2, 3);
      scene.mark(numbers.receive());
      scene.mark(numbers.receive());
      scene.mark(thrownBy(numbers::receive).getCause().getMessage());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "asked for 2", "cancelled", 1, 2, "it sent more than the 2 values it was asked for");
  }

  @Test
  void aSecondSubscriptionIsCancelled() {
    scene.run(_ -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 2);
      puppet.subscriber.onSubscribe(puppet);
      puppet.send(1);
      scene.mark(numbers.receive());
      numbers.close();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("asked for 2", "cancelled", "asked for 1", 1, "cancelled");
  }

  @Test
  void onePublisherThatAnswersLateIsCancelledWhenNobodyWantsItAnyMore() {
    scene.run(_ -> {
      List<Flow.Subscriber<?>> came = new ArrayList<>();
      Subscription.to(came::add, 2).close();
      came.getFirst().onSubscribe(puppet);
      return null;
    });

    assertThat(scene.trail).containsExactly("cancelled");
  }

  @Test
  void whatItThrowsWhenItIsAskedIsItsFailure() {
    var cause = new IllegalStateException("not allowed");
    scene.run(_ -> {
      Subscription<Integer> numbers =
          Subscription.to(
              subscriber ->
                  subscriber.onSubscribe(
                      new Flow.Subscription() {
                        @Override
                        public void request(long values) {
                          throw cause;
                        }

                        @Override
                        public void cancel() {}
                      }),
              2);
      scene.mark(thrownBy(numbers::receive).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly(cause);
  }

  @Test
  void whatItThrowsWhenItIsCancelledIsLoggedAndHoldsUpNobodyWhoLeaves() {
    Flow.Publisher<Integer> broken =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long values) {}

                  @Override
                  public void cancel() {
                    throw new IllegalStateException("not allowed");
                  }
                });
    scene.run(_ -> {
      List<Flow.Subscriber<? super Integer>> late = new ArrayList<>();
      Subscription.<Integer>to(late::add, 2).close();
      broken.subscribe(late.getFirst());
      Subscription.to(broken, 2).close();
      scene.mark("left");
      Subscription.to(broken, 2);
      Subscription.to(puppet, 2);
      return null;
    });
    scene.close();

    assertThat(scene.trail).containsExactly("left", "asked for 2", "cancelled");
    assertThat(LoggedFailures.take())
        .hasSize(3)
        .allSatisfy(logged -> {
          assertThat(logged.getMessage()).isEqualTo("a publisher that was cancelled failed");
          assertThat(logged.getThrown()).hasMessage("not allowed");
        });
  }

  @Test
  void aSelectWaitsForItBesideOthers() {
    scene.run(scope -> {
      Subscription<Integer> numbers = Subscription.to(puppet, 2);
      Channel<Integer> channel = Channel.rendezvous();
      scope.start("sends", () -> puppet.send(7));
      int first = Select.first(Select.receive(channel), Select.receive(numbers));
      scene.mark(first);
      numbers.close();
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "asked for 1", 7, "cancelled");
  }

  @Test
  void aPublisherThatAlwaysHasTheNextOneHoldsNobodyUp() {
    scene.run(scope -> {
      Flow.Publisher<Integer> all =
          subscriber ->
              subscriber.onSubscribe(
                  new Flow.Subscription() {
                    @Override
                    public void request(long values) {
                      for (long i = 0; i < values; i++) {
                        subscriber.onNext(1);
                      }
                    }

                    @Override
                    public void cancel() {
                      scene.mark("cancelled");
                    }
                  });
      Task<?> endless =
          scope.start(
              "endless",
              () -> {
                try (Subscription<Integer> ones = Subscription.to(all, 16)) {
                  ones.forEach(_ -> {});
                }
              });
      settle();
      endless.cancel("it goes on for ever");
      return null;
    });

    assertThat(scene.trail).containsExactly("cancelled");
  }

  @Test
  void itReceivesFromTheJdksOwnPublisherWhoseThreadsAreOthers() {
    SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (Subscription<Integer> numbers = Subscription.to(publisher, 8)) {
          Thread.ofVirtual().start(() -> submitAll(publisher));
          numbers.forEach(scene::mark);
        }
      });
    }

    assertThat(scene.trail).hasSize(1_000).startsWith(0, 1, 2).endsWith(998, 999);
  }

  private static void submitAll(SubmissionPublisher<Integer> publisher) {
    try (publisher) {
      for (int i = 0; i < 1_000; i++) {
        publisher.submit(i);
      }
    }
  }
}
