package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A sink as a [Flow.Subscriber].
class SinkSubscriberTest {
  @AutoClose private final Scene scene = new Scene();

  private final Flow.Subscription upstream =
      new Flow.Subscription() {
        @Override
        public void request(long values) {
          scene.mark("asked for " + values);
        }

        @Override
        public void cancel() {
          scene.mark("cancelled");
        }
      };

  @Test
  void whatItGetsIsSentAndTheEndClosesTheSink() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Flow.Subscriber<Integer> subscriber = channel.toSubscriber(scope, 2);
      subscriber.onSubscribe(upstream);
      subscriber.onNext(1);
      subscriber.onNext(2);
      settle();
      scene.mark("nobody receives");
      subscriber.onComplete();
      channel.forEach(scene::mark);
      scene.mark(channel.isClosed());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("asked for 2", "asked for 1", "nobody receives", 1, 2, true);
  }

  @Test
  void aFailureFailsTheSink() {
    var cause = new IllegalStateException("of the publisher");
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Flow.Subscriber<Integer> subscriber = channel.toSubscriber(scope, 2);
      subscriber.onSubscribe(upstream);
      subscriber.onError(cause);
      scene.mark(thrownBy(channel::receive).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", cause);
  }

  @Test
  void aSinkThatOthersCloseCancelsThePublisher() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Flow.Subscriber<Integer> subscriber = channel.toSubscriber(scope, 2);
      subscriber.onSubscribe(upstream);
      settle();
      channel.close();
      scene.mark("closed");
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "cancelled", "closed");
  }

  @Test
  void aSinkThatIsClosedAlreadyCancelsThePublisherAtOnce() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Mailbox<Integer> mailbox = Mailbox.buffered(1);
      channel.close();
      mailbox.close();
      channel.toSubscriber(scope, 2).onSubscribe(upstream);
      mailbox.toSubscriber(scope, 3).onSubscribe(upstream);
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "asked for 3", "cancelled", "cancelled");
  }

  @Test
  void aSinkThatIsClosedBeforeItsTaskBeginsCancelsThePublisherToo() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      channel.toSubscriber(scope, 2).onSubscribe(upstream);
      channel.close();
      scene.mark("closed");
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "closed", "cancelled");
  }

  @Test
  void aMailboxThatOthersCloseCancelsItWithTheNextValue() {
    scene.run(scope -> {
      Mailbox<Integer> mailbox = Mailbox.buffered(1);
      Flow.Subscriber<Integer> subscriber = mailbox.toSubscriber(scope, 2);
      subscriber.onSubscribe(upstream);
      settle();
      mailbox.close();
      settle();
      scene.mark("closed");
      subscriber.onNext(1);
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "closed", "asked for 1", "cancelled");
  }

  @Test
  void whenItsScopeIsCancelledThePublisherIsAndTheSinkIsFailed() {
    scene.run(_ -> {
      Channel<Integer> channel = Channel.rendezvous();
      Scope.runOr(
          Deadline.after(Scene.seconds(1)),
          null,
          scope -> {
            channel.toSubscriber(scope, 2).onSubscribe(upstream);
            return null;
          });
      scene.mark(thrownBy(channel::receive).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "cancelled", ChannelFailed.class);
  }

  @Test
  void afterTheEndOfItsScopeThePublisherIsCancelled() {
    scene.run(_ -> {
      Channel<Integer> channel = Channel.rendezvous();
      Flow.Subscriber<Integer> subscriber = Scope.run(scope -> channel.toSubscriber(scope, 2));
      subscriber.onSubscribe(upstream);
      scene.mark(thrownBy(channel::receive).getCause().getMessage());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "asked for 2", "cancelled", "can't start 'subscriber': its scope has ended");
  }

  @Test
  void aPublisherThatComesSecondIsCancelled() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Flow.Subscriber<Integer> subscriber = channel.toSubscriber(scope, 2);
      subscriber.onSubscribe(upstream);
      subscriber.onSubscribe(upstream);
      subscriber.onComplete();
      return null;
    });

    assertThat(scene.trail).containsExactly("asked for 2", "cancelled");
  }

  @Test
  void aSourceAndASinkOfTwoScopesMeet() {
    scene.run(scope -> {
      Channel<Integer> from = Channel.buffered(2);
      Broadcast<Integer> to = Channel.broadcast(2);
      Subscription<Integer> arrived = to.subscribe();
      from.toPublisher(scope).subscribe(to.toSubscriber(scope, 2));
      scope.start("receives", () -> arrived.forEach(scene::mark));
      for (int i = 0; i < 10; i++) {
        from.send(i);
      }
      from.close();
      return null;
    });

    assertThat(scene.trail).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}
