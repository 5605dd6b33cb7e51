package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Deadlock;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Stackless's tests pin of its channels, of ours.
class StacklessChannelsTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aSendBlocksWithoutAReceiverAndAReceiveWithoutASender() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      Task<?> sender = scope.start("sender", () -> channel.send("a"));
      settle();
      scene.mark(sender.state() + " " + channel.balance());
      scene.mark(channel.receive());
      Task<?> receiver = scope.start("receiver", channel::receive);
      settle();
      scene.mark(receiver.state() + " " + channel.balance());
      channel.send("b");
      return null;
    });

    assertThat(scene.trail).containsExactly("RUNNING 1", "a", "RUNNING -1");
  }

  @Test
  void neitherBlocksWhenTheOtherWaits() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", channel::receive);
      settle();
      noSuspend(() -> channel.send("a"));
      scope.start("sender", () -> channel.send("b"));
      settle();
      scene.mark(noSuspend(channel::receive));
      return null;
    });

    assertThat(scene.trail).containsExactly("b");
  }

  /// Its preference is that of neither: whoever comes last goes on.
  @Test
  void whoComesLastGoesOnAndTheOtherHasItsTurnLater() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.mark("received " + channel.receive()));
      settle();
      channel.send("a");
      scene.mark("sent a");
      settle();
      scope.start(
          "sender",
          () -> {
            channel.send("b");
            scene.mark("sent b");
          });
      settle();
      scene.mark("received " + channel.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("sent a", "received a", "received b", "sent b");
  }

  /// preference = -1: the receiver at once.
  @Test
  void aSenderThatWantsTheReceiverToRunFirstYields() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.mark("received " + channel.receive()));
      settle();
      channel.send("a");
      Task.yield();
      scene.mark("sent a");
      return null;
    });

    assertThat(scene.trail).containsExactly("received a", "sent a");
  }

  @Test
  void theLastOneThatCanRunCannotBlock() {
    for (boolean sends : new boolean[] {true, false}) {
      Throwable thrown =
          thrownBy(() ->
              scene.run(_ -> {
                Channel<String> channel = Channel.rendezvous();
                if (sends) {
                  channel.send("a");
                }
                return channel.receive();
              }));

      assertThat(thrown).isInstanceOf(Deadlock.class).hasMessageContaining("Channel[rendezvous");
    }
  }

  /// `queue` is the first of them.
  @Test
  void whoIsBlockedIsSeenInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      for (String name : new String[] {"a", "b"}) {
        scope.start(name, () -> scene.mark(name + channel.receive()));
      }
      settle();
      scene.mark(channel.toString());
      channel.send("1");
      channel.send("2");
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("Channel[rendezvous; receivers waiting: 'a', 'b']", "a1", "b2");
  }

  /// send_exception, send_throw.
  @Test
  void anExceptionTravelsToWhoeverReceivesWithTheStackOfWhoSentIt() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.mark(thrownBy(channel::receive).getCause()));
      settle();
      channel.fail(madeHere());
      return null;
    });

    assertThat(((Throwable) scene.trail.getFirst()).getStackTrace()[0].getMethodName())
        .isEqualTo("madeHere");
  }

  private static IOException madeHere() {
    return new IOException("broken");
  }

  /// send_sequence.
  @Test
  void aSequenceIsSentByALoop() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      scope.start(
          "sender",
          () -> {
            List.of(1, 2, 3).forEach(channel::send);
            channel.close();
          });
      channel.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly(1, 2, 3);
  }

  @Test
  void theBlockTrapRefusesBothDirectionsAndLeavesNothing() {
    scene.run(_ -> {
      Channel<String> channel = Channel.rendezvous();
      scene.mark(thrownBy(() -> noSuspend(() -> channel.send("a"))).getClass().getSuperclass());
      scene.mark(thrownBy(() -> noSuspend(channel::receive)).getClass().getSuperclass());
      scene.mark(channel.balance());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(IllegalStateException.class, IllegalStateException.class, 0);
  }

  /// Trap: a close did not wake who was blocked; tests pumped Nones.
  @Test
  void aCloseWakesAllAndAClosedOneRefuses() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.mark(thrownBy(channel::receive).getClass()));
      settle();
      channel.close();
      settle();
      scene.mark(thrownBy(() -> channel.send("a")).getClass());
      scene.mark(thrownBy(channel::receive).getClass());
      scene.mark(channel.iterator().hasNext());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(ChannelClosed.class, ChannelClosed.class, ChannelClosed.class, false);
  }

  /// Channels are of one reactor; what another thread has for one, it posts.
  @Test
  void aValueOfAnotherThreadComesThroughAPost() throws InterruptedException {
    scene.run(_ -> {
      Channel<String> channel = Channel.buffered(1);
      Thread.ofPlatform().start(() -> scene.reactor.post(() -> channel.trySend("posted"))).join();
      scene.mark(channel.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("posted");
  }

  /// A killed one that was blocked is out of the channel.
  @Test
  void killingABlockedOneRestoresTheBalance() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      Task<?> sender = scope.start("sender", () -> channel.send("a"));
      settle();
      sender.cancel("killed");
      scene.mark(channel.balance());
      return null;
    });

    assertThat(scene.trail).containsExactly(0);
  }
}
