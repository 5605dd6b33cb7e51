package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Close, fail, and the end of an iteration.
class ChannelEndTest {
  private final IOException broken = new IOException("the line went dead");

  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatWasSentBeforeTheCloseIsReceivedAndThenComesTheEnd() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(2);
      channel.send("a");
      channel.send("b");
      channel.close();
      scene.mark(channel.receive());
      scene.mark(channel.tryReceive());
      scene.mark(thrownBy(channel::receive).getMessage());
      scene.mark(thrownBy(channel::tryReceive).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a",
            "b",
            "nothing is left in Channel[buffered, 0 of 2, it was closed by task 'main'; nobody"
                + " waits]",
            ChannelClosed.class);
  }

  @Test
  void sendingToOneThatWasClosedIsRefused() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(2);
      channel.close();
      channel.close();
      scene.mark(thrownBy(() -> channel.send("a")).getMessage());
      scene.mark(thrownBy(() -> channel.trySend("a")).getClass());
      scene.mark(channel.isClosed());
      return null;
    });

    assertThat(scene.trail.getFirst())
        .asString()
        .startsWith("can't send to Channel[")
        .contains("it was closed by task 'main'");
    assertThat(scene.trail.subList(1, 3)).containsExactly(ChannelClosed.class, true);
  }

  @Test
  void aCloseWakesAllWhoWaitToReceive() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      for (String name : new String[] {"a", "b"}) {
        scope.start(name, () -> scene.mark(name + thrownBy(channel::receive).getClass()));
      }
      settle();
      channel.close();
      return null;
    });

    assertThat(scene.trail).containsExactly("a" + ChannelClosed.class, "b" + ChannelClosed.class);
  }

  @Test
  void aCloseWakesAllWhoWaitToSendAndTheirValuesWereNotTaken() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      channel.send("first");
      for (String name : new String[] {"a", "b"}) {
        scope.start(name, () -> scene.mark(name + thrownBy(() -> channel.send(name)).getClass()));
      }
      settle();
      channel.close();
      settle();
      for (String left : channel) {
        scene.mark(left);
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("a" + ChannelClosed.class, "b" + ChannelClosed.class, "first");
  }

  @Test
  void aFailDropsWhatIsThereAndGivesEverybodyTheCause() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      channel.send("lost");
      scope.start("sender", () -> scene.mark(thrownBy(() -> channel.send("a"))));
      settle();
      channel.fail(broken);
      channel.fail(new IOException("too late"));
      channel.close();
      settle();
      scene.mark(thrownBy(() -> channel.send("b")));
      scene.mark(thrownBy(() -> channel.trySend("b")));
      scene.mark(thrownBy(channel::receive));
      scene.mark(thrownBy(channel::tryReceive));
      scene.mark(thrownBy(() -> channel.forEach(scene::mark)));
      return null;
    });

    assertThat(scene.trail)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .allSatisfy(thrown ->
            assertThat((Throwable) thrown)
                .isInstanceOf(ChannelFailed.class)
                .hasCause(broken)
                .hasMessageContaining(
                    "it was failed by task 'main' with java.io.IOException: the line went"
                        + " dead"));
  }

  @Test
  void aFailWakesAllWhoWaitToReceiveEachWithItsOwnStack() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("a", () -> scene.mark(thrownBy(() -> receiveHere(channel))));
      settle();
      channel.fail(broken);
      return null;
    });

    assertThat((Throwable) scene.trail.getFirst()).isInstanceOf(ChannelFailed.class);
    assertThat(((Throwable) scene.trail.getFirst()).getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("receiveHere"));
  }

  private static void receiveHere(Channel<String> channel) {
    channel.receive();
  }

  /// A channel that is being emptied can be given up.
  @Test
  void aFailAfterACloseStillFails() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(2);
      channel.send("a");
      channel.send("b");
      channel.close();
      scene.mark(channel.receive());
      channel.fail(broken);
      scene.mark(thrownBy(channel::receive).getClass());
      scene.mark(channel.statistics().dropped());
      return null;
    });

    assertThat(scene.trail).containsExactly("a", ChannelFailed.class, 1L);
  }

  @Test
  void anIterationEndsAtTheEnd() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start(
          "sender",
          () -> {
            channel.send("a");
            channel.send("b");
            channel.close();
          });
      for (String value : channel) {
        scene.mark(value);
      }
      channel.forEach(_ -> scene.mark("never"));
      return null;
    });

    assertThat(scene.trail).containsExactly("a", "b");
  }

  @Test
  void anIteratorTakesAValueOnceAndGivesItOnce() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(3);
      channel.send("a");
      channel.send("b");
      channel.close();
      Iterator<String> values = channel.iterator();
      scene.mark(values.hasNext());
      scene.mark(values.hasNext());
      scene.mark(channel.statistics().buffered());
      scene.mark(values.next());
      scene.mark(values.next());
      scene.mark(values.hasNext());
      scene.mark(thrownBy(values::next).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(true, true, 1, "a", "b", false, NoSuchElementException.class);
  }

  @Test
  void severalTasksIterateAndShareWhatComes() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      for (int i = 0; i < 3; i++) {
        scope.start("worker", () -> channel.forEach(scene::mark));
      }
      for (int i = 0; i < 10; i++) {
        channel.send(i);
      }
      channel.close();
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /// It was handed over before: a close does not take it back.
  @Test
  void aReceiverThatWasGivenAValueHasItThoughTheChannelIsFailedInTheSameTurn() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      Task<String> receiver = scope.start("receiver", channel::receive);
      settle();
      channel.send("a");
      channel.fail(broken);
      scene.mark(receiver.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("a");
  }
}
