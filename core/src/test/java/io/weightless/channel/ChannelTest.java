package io.weightless.channel;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Deadlock;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The rendezvous, and what holds for each channel.
class ChannelTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aSenderWaitsUntilAReceiverComes() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start(
          "sender",
          () -> {
            channel.send("a");
            scene.markAt("sent");
          });
      sleep(1);
      scene.markAt(channel.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("a@1", "sent@1");
  }

  @Test
  void aReceiverWaitsUntilASenderComes() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.markAt(channel.receive()));
      sleep(1);
      channel.send("a");
      scene.markAt("sent");
      return null;
    });

    assertThat(scene.trail).containsExactly("sent@1", "a@1");
  }

  @Test
  void whoWaitsToSendIsServedInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      for (String name : new String[] {"a", "b", "c"}) {
        scope.start(name, () -> channel.send(name));
      }
      settle();
      for (int i = 0; i < 3; i++) {
        scene.mark(channel.receive());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("a", "b", "c");
  }

  @Test
  void whoWaitsToReceiveIsServedInTheOrderInWhichTheyCame() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      for (String name : new String[] {"a", "b", "c"}) {
        scope.start(name, () -> scene.mark(name + channel.receive()));
      }
      settle();
      for (int i = 0; i < 3; i++) {
        channel.send(i);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("a0", "b1", "c2");
  }

  /// It is handed over when it is sent: who comes later finds nothing, also before the other ran.
  @Test
  void aValueThatWasHandedToAWaitingReceiverIsNobodyElses() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      scope.start("first", () -> scene.mark("first " + channel.receive()));
      settle();
      channel.send("a");
      scene.mark(channel.tryReceive());
      return null;
    });

    assertThat(scene.trail).containsExactly(null, "first a");
  }

  @Test
  void tryFormsTakeWhatIsThereAndNeverWait() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scene.mark(channel.trySend("nobody receives"));
      scene.mark(channel.tryReceive());
      scope.start("receiver", () -> scene.mark(channel.receive()));
      settle();
      scene.mark(channel.trySend("a"));
      scope.start("sender", () -> channel.send("b"));
      settle();
      scene.mark(channel.tryReceive());
      return null;
    });

    assertThat(scene.trail).containsExactly(false, null, true, "a", "b");
  }

  @Test
  void callbacksUseTheTryForms() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scene.reactor.after(seconds(1), () -> scene.markAt(channel.trySend("tick")));
      scene.markAt(channel.receive());
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      scene.reactor.after(seconds(1), () -> thrown.set(thrownBy(() -> channel.send("no task"))));
      sleep(2);
      scene.mark(thrown.get().getMessage());
      return null;
    });

    assertThat(scene.trail)
        .startsWith("true@1", "tick@1")
        .last()
        .asString()
        .startsWith("only a task can do this");
  }

  @Test
  void itsBalanceIsThoseWhoWaitToSendLessThoseWhoWaitToReceive() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scene.mark(channel.balance());
      Task<?> one = scope.start("one", () -> channel.send("a"));
      Task<?> two = scope.start("two", () -> channel.send("b"));
      settle();
      scene.mark(channel.balance());
      one.cancel("gone");
      scene.mark(channel.balance());
      scene.mark(channel.receive());
      two.await();
      scope.start("three", channel::receive);
      settle();
      scene.mark(channel.balance());
      channel.send("c");
      scene.mark(channel.balance());
      return null;
    });

    assertThat(scene.trail).containsExactly(0, 2, 1, "b", -1, 0);
  }

  @Test
  void itsStatisticsSayWhatWentThroughAndWhoWaits() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      Task<?> gone =
          scope.start(
              "gone",
              () -> {
                channel.send("a");
                channel.send("b");
                channel.send("c");
              });
      settle();
      scene.mark(channel.statistics());
      channel.receive();
      settle();
      gone.cancel("enough");
      scene.mark(channel.statistics());
      channel.fail(new IllegalStateException("over"));
      scene.mark(channel.statistics());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            new ChannelStatistics(1, 1, 1, 0, 1, 0, 0),
            new ChannelStatistics(1, 1, 0, 0, 2, 1, 0),
            new ChannelStatistics(1, 0, 0, 0, 2, 1, 1));
  }

  @Test
  void aReportSaysWhatIsInItAndWhoWaits() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(2);
      scene.mark(channel.toString());
      Task<?> receiver = scope.start("receiver", () -> channel.receive());
      settle();
      scene.mark(channel.toString());
      scene.mark(scene.reactor.tasks().getLast().awaits());
      channel.send("a");
      receiver.await();
      scope.start(
          "sender",
          () -> {
            channel.send("b");
            channel.send("c");
            channel.send("d");
          });
      settle();
      scene.mark(channel.toString());
      scene.mark(scene.reactor.tasks().getLast().awaits());
      channel.receive();
      channel.close();
      scene.mark(channel.toString());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Channel[buffered, 0 of 2; nobody waits]",
            "Channel[buffered, 0 of 2; receivers waiting: 'receiver']",
            "a value of Channel[buffered, 0 of 2; receivers waiting: 'receiver']",
            "Channel[buffered, 2 of 2; senders waiting: 'sender']",
            "room in Channel[buffered, 2 of 2; senders waiting: 'sender']",
            "Channel[buffered, 2 of 2, it was closed by task 'main'; nobody waits]");
  }

  @Test
  void tasksThatWaitForEachOtherAreReported() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(scope -> {
              Channel<String> there = Channel.rendezvous();
              Channel<String> back = Channel.rendezvous();
              scope.start("a", () -> there.send(back.receive()));
              return there.receive();
            }));

    assertThat(thrown)
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("'a', 0.0 s, waits for a value of Channel[rendezvous;")
        .hasMessageContaining("'main', 0.0 s, waits for a value of Channel[rendezvous;");
  }

  @Test
  void anotherReactorsTaskIsRefused() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      try (Scene other = new Scene()) {
        other.run(inner -> {
          scene.mark(thrownBy(() -> channel.send("a")).getMessage());
          scene.mark(thrownBy(channel::receive).getMessage());
          scene.mark(thrownBy(() -> channel.trySend("a")).getMessage());
          scene.mark(thrownBy(channel::tryReceive).getMessage());
          scene.mark(thrownBy(channel::close).getMessage());
          return null;
        });
      }
      return null;
    });

    assertThat(scene.trail)
        .hasSize(5)
        .allMatch(message -> message.toString().startsWith("this belongs to another reactor"));
  }

  @Test
  void nullIsRefused() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      scene.mark(thrownBy(() -> channel.send(null)));
      scene.mark(thrownBy(() -> channel.trySend(null)));
      scene.mark(channel.tryReceive());
      return null;
    });

    assertThat(scene.trail.subList(0, 2)).allMatch(NullPointerException.class::isInstance);
    assertThat(scene.trail.getLast()).isNull();
  }

  /// A producer whose values are always taken at once must not hold the loop for ever.
  @Test
  void aLongRunOfSendsThatNeverWaitLetsTheOthersRun() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.conflating();
      Task<?> producer =
          scope.start(
              "producer",
              () -> {
                for (int i = 0; i < 5_000_000; i++) {
                  channel.send(i);
                }
              });
      Scope.run(_ -> {
        for (int i = 0; i < 3; i++) {
          sleep(0);
        }
        return null;
      });
      scene.mark(channel.receive() > 1_000);
      scene.mark(producer.state());
      producer.cancel("enough");
      return null;
    });

    assertThat(scene.trail).containsExactly(true, Task.State.RUNNING);
  }
}
