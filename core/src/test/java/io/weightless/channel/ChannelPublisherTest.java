package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A source as a [Flow.Publisher].
class ChannelPublisherTest {
  @AutoClose private final Scene scene = new Scene();

  /// Marks what it gets, and asks for nothing by itself.
  private class Probe implements Flow.Subscriber<Object> {
    Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void onNext(Object value) {
      scene.mark(value);
    }

    @Override
    public void onError(Throwable failure) {
      scene.mark(failure);
    }

    @Override
    public void onComplete() {
      scene.mark("complete");
    }
  }

  private Probe subscribe(Flow.Publisher<?> publisher) {
    Probe probe = new Probe();
    publisher.subscribe(probe);
    settle();
    return probe;
  }

  private static void sendAll(Sink<Integer> sink, int values) {
    for (int i = 1; i <= values; i++) {
      sink.send(i);
    }
  }

  @Test
  void aSubscriberGetsWhatItAsksForAndTheRestStays() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      sendAll(channel, 5);
      Probe probe = subscribe(channel.toPublisher(scope));
      scene.mark("nothing yet");
      probe.subscription.request(2);
      settle();
      probe.subscription.cancel();
      settle();
      scene.mark("left " + channel.statistics().buffered());
      return null;
    });

    assertThat(scene.trail).containsExactly("nothing yet", 1, 2, "left 3");
  }

  @Test
  void itCompletesAtTheEndAlsoWhenThatWasNotAskedFor() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      sendAll(channel, 2);
      Probe probe = subscribe(channel.toPublisher(scope));
      probe.subscription.request(2);
      settle();
      scene.mark("open");
      channel.close();
      settle();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, "open", "complete");
  }

  @Test
  void itFailsWithTheCauseAtOnce() {
    IOException cause = new IOException("broken");
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      sendAll(channel, 2);
      subscribe(channel.toPublisher(scope));
      channel.fail(cause);
      return null;
    });

    assertThat(scene.trail).containsExactly(cause);
  }

  @Test
  void aMailboxThatIsClosedCompletesToo() {
    scene.run(scope -> {
      Mailbox<Integer> mailbox = Mailbox.buffered(8);
      Probe probe = subscribe(mailbox.toPublisher(scope));
      probe.subscription.request(1);
      mailbox.send(1);
      settle();
      mailbox.close();
      settle();
      scene.mark("later");
      return null;
    });

    assertThat(scene.trail).containsExactly(1, "complete", "later");
  }

  @Test
  void itCompletesAlsoWhenOthersTookTheLastValueAfterTheEnd() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      sendAll(channel, 2);
      subscribe(channel.toPublisher(scope));
      channel.close();
      settle();
      scene.mark("left " + channel.receive());
      settle();
      scene.mark("left " + channel.receive());
      settle();
      scene.mark("later");
      return null;
    });

    assertThat(scene.trail).containsExactly("left 1", "left 2", "complete", "later");
  }

  @Test
  void itCompletesAlsoWhenOthersTookTheLastValueOfAMailboxBeforeTheEnd() {
    scene.run(scope -> {
      Mailbox<Integer> mailbox = Mailbox.buffered(8);
      mailbox.send(1);
      subscribe(mailbox.toPublisher(scope));
      scene.mark("left " + mailbox.receive());
      mailbox.close();
      settle();
      scene.mark("later");
      return null;
    });

    assertThat(scene.trail).containsExactly("left 1", "complete", "later");
  }

  @Test
  void anOrderThatThrowsFailsTheSubscriberAndItsScope() {
    var broken = new IllegalStateException("no order");
    AtomicBoolean isBroken = new AtomicBoolean();
    Comparator<Integer> order =
        (one, other) -> {
          if (isBroken.get()) {
            throw broken;
          }
          return one - other;
        };
    assertThatThrownBy(() ->
            scene.run(scope -> {
              Channel<Integer> channel = Channel.prioritised(8, order);
              sendAll(channel, 5);
              Probe probe = subscribe(channel.toPublisher(scope));
              isBroken.set(true);
              probe.subscription.request(1);
              settle();
              return null;
            }))
        .isSameAs(broken);

    assertThat(scene.trail).containsExactly(broken);
  }

  @Test
  void cancelledWhileItWaitsForAValueItTakesNone() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      Probe probe = subscribe(channel.toPublisher(scope));
      probe.subscription.request(1);
      settle();
      probe.subscription.cancel();
      channel.send(1);
      settle();
      scene.mark("left " + channel.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("left 1");
  }

  @Test
  void aValueThatWasTakenBeforeTheCancelIsStillGiven() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      Probe probe = subscribe(channel.toPublisher(scope));
      probe.subscription.request(1);
      settle();
      channel.send(1); // its task has it, and had no turn yet
      probe.subscription.cancel();
      settle();
      scene.mark(channel.tryReceive() == null);
      return null;
    });

    assertThat(scene.trail).containsExactly(1, true);
  }

  @Test
  void theSubscriberMayWaitAsAnyTask() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      sendAll(channel, 2);
      channel.close();
      channel
          .toPublisher(scope)
          .subscribe(
              new Probe() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  subscription.request(Long.MAX_VALUE);
                  subscription.request(Long.MAX_VALUE); // is as much
                }

                @Override
                public void onNext(Object value) {
                  Scene.sleep(1);
                  scene.markAt(value);
                }
              });
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "2@2", "complete");
  }

  @Test
  void oneValueMustBeAskedForAtLeast() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      Probe probe = subscribe(channel.toPublisher(scope));
      probe.subscription.request(-3);
      settle();
      return null;
    });

    assertThat((Throwable) scene.trail.getFirst())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asks for one value at least, not -3");
  }

  @Test
  void aSecondSubscriberIsRefused() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(8);
      Flow.Publisher<Integer> publisher = channel.toPublisher(scope);
      Probe first = subscribe(publisher);
      Probe second = subscribe(publisher);
      second.subscription.request(1);
      second.subscription.cancel();
      first.subscription.request(1);
      channel.send(7);
      channel.close();
      return null;
    });

    assertThat(scene.trail).hasSize(3).endsWith(7, "complete");
    assertThat((Throwable) scene.trail.getFirst())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this publisher has had its one subscriber; a Broadcast has any number");
  }

  @Test
  void eachSubscriberOfABroadcastGetsAllFromThenOnAndMayLeave() {
    scene.run(scope -> {
      Broadcast<Integer> broadcast = Channel.broadcast(1);
      Flow.Publisher<Integer> publisher = broadcast.toPublisher(scope);
      Probe stays = subscribe(publisher);
      Probe leaves = subscribe(publisher);
      stays.subscription.request(10);
      leaves.subscription.request(1);
      broadcast.send(1);
      settle();
      leaves.subscription.cancel();
      settle();
      scene.mark(broadcast.subscribers());
      broadcast.send(2);
      settle();
      broadcast.close();
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 1, 1, 2, "complete");
  }

  @Test
  void whenItsTaskIsCancelledTheSubscriberIsTold() {
    scene.run(_ -> {
      Scope.<Void, RuntimeException>collect(scope -> {
        Task<?> task =
            scope.start(
                "owner",
                () ->
                    Scope.join(inner -> {
                      Channel<Integer> channel = Channel.buffered(1);
                      subscribe(channel.toPublisher(inner)).subscription.request(1);
                    }));
        settle();
        task.cancel("enough");
        return null;
      });
      return null;
    });

    assertThat((Throwable) scene.trail.getFirst())
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("its publisher was cancelled: ")
        .hasMessageContaining("enough");
    assertThat(scene.trail).hasSize(1);
  }

  @Test
  void whatTheSubscriberThrowsIsTheFailureOfItsScope() {
    assertThatThrownBy(() ->
            scene.run(scope -> {
              Channel<Integer> channel = Channel.buffered(1);
              channel.send(1);
              Probe probe =
                  new Probe() {
                    @Override
                    public void onNext(Object value) {
                      throw new IllegalStateException("its own fault");
                    }
                  };
              channel.toPublisher(scope).subscribe(probe);
              settle();
              probe.subscription.request(1);
              return null;
            }))
        .hasMessage("its own fault");
    assertThat(scene.trail).isEmpty();
  }

  @Test
  void afterTheEndOfItsScopeOrItsReactorASubscriberIsRefused() {
    scene.run(_ -> {
      Channel<Integer> channel = Channel.buffered(1);
      Flow.Publisher<Integer> publisher = Scope.run(channel::toPublisher);
      publisher.subscribe(new Probe());
      Broadcast<Integer> broadcast = Channel.broadcast(1);
      Scope.run(broadcast::toPublisher).subscribe(new Probe());
      scene.mark(broadcast.subscribers());
      late = Scope.run(channel::toPublisher);
      return null;
    });
    scene.close();
    late.subscribe(new Probe());

    assertThat(scene.trail.stream().map(Object::toString))
        .containsExactly(
            "java.lang.IllegalStateException: can't start 'publisher': its scope has ended",
            "java.lang.IllegalStateException: can't start 'publisher': its scope has ended",
            "0",
            "java.lang.IllegalStateException: the reactor of this publisher is closed");
  }

  private Flow.Publisher<Integer> late;

  @Test
  void aNullSubscriberIsRefused() {
    scene.run(scope -> {
      Flow.Publisher<Integer> publisher = Channel.<Integer>buffered(1).toPublisher(scope);
      assertThatThrownBy(() -> publisher.subscribe(null)).isInstanceOf(NullPointerException.class);
      return null;
    });
  }
}
