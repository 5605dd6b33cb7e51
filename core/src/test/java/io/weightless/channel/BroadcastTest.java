package io.weightless.channel;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.otherwise;
import static io.weightless.channel.Select.receive;
import static io.weightless.channel.Select.send;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void everySubscriberGetsEveryValueThatWasSentAfterItCame() {
    scene.run(_ -> {
      Broadcast<String> broadcast = Channel.broadcast(4);
      broadcast.send("nobody's");
      Subscription<String> early = broadcast.subscribe();
      broadcast.send("a");
      Subscription<String> late = broadcast.subscribe();
      broadcast.send("b");
      broadcast.close();
      early.forEach(value -> scene.mark("early " + value));
      late.forEach(value -> scene.mark("late " + value));
      broadcast.subscribe().forEach(value -> scene.mark("too late " + value));
      return null;
    });

    assertThat(scene.trail).containsExactly("early a", "early b", "late b");
  }

  @Test
  void aSendWaitsForTheSlowestSubscriber() {
    scene.run(scope -> {
      Broadcast<Integer> broadcast = Channel.broadcast(2);
      Subscription<Integer> fast = broadcast.subscribe();
      Subscription<Integer> slow = broadcast.subscribe();
      scope.start(
          "sender",
          () -> {
            for (int i = 1; i <= 4; i++) {
              broadcast.send(i);
              scene.mark("sent " + i);
            }
          });
      scope.start("fast", () -> fast.forEach(value -> scene.mark("fast " + value)));
      settle();
      scene.mark(broadcast.toString());
      scene.mark(slow.receive());
      settle();
      scene.mark(slow.receive());
      settle();
      broadcast.close();
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "sent 1",
            "sent 2",
            "fast 1",
            "fast 2",
            "Broadcast[2 subscribers of 2, 1 of them without room; senders waiting: 'sender']",
            1,
            "fast 3",
            "sent 3",
            2,
            "fast 4",
            "sent 4");
  }

  @Test
  void oneThatLeavesFreesWhoWaitedForIt() {
    scene.run(scope -> {
      Broadcast<String> broadcast = Channel.broadcast(1);
      Subscription<String> stays = broadcast.subscribe();
      Subscription<String> leaves = broadcast.subscribe();
      broadcast.send("a");
      stays.receive();
      Task<?> sender = scope.start("sender", () -> broadcast.send("b"));
      settle();
      scene.mark(sender.state());
      leaves.close();
      leaves.close();
      sender.await();
      scene.mark(stays.receive());
      scene.mark(thrownBy(leaves::receive).getClass());
      scene.mark(broadcast.subscribers());
      return null;
    });

    assertThat(scene.trail).containsExactly(Task.State.RUNNING, "b", ChannelClosed.class, 1);
  }

  @Test
  void leavingWakesWhoWaitsToReceiveThere() {
    scene.run(scope -> {
      Broadcast<String> broadcast = Channel.broadcast(1);
      Subscription<String> subscription = broadcast.subscribe();
      scope.start("receiver", () -> scene.mark(thrownBy(subscription::receive).getClass()));
      settle();
      subscription.close();
      scene.mark(broadcast.trySend("a"));
      return null;
    });

    assertThat(scene.trail).containsExactly(true, ChannelClosed.class);
  }

  @Test
  void aCloseLetsSubscribersReceiveWhatIsLeftAndWakesAllWhoWait() {
    scene.run(scope -> {
      Broadcast<String> broadcast = Channel.broadcast(1);
      Subscription<String> behind = broadcast.subscribe();
      Subscription<String> upToDate = broadcast.subscribe();
      broadcast.send("a");
      scene.mark(upToDate.receive());
      scope.start("receiver", () -> scene.mark(thrownBy(upToDate::receive).getClass()));
      scope.start("sender", () -> scene.mark(thrownBy(() -> broadcast.send("b")).getMessage()));
      settle();
      broadcast.close();
      settle();
      scene.mark(behind.receive());
      scene.mark(thrownBy(behind::receive).getClass());
      scene.mark(thrownBy(() -> broadcast.trySend("c")).getClass());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a",
            ChannelClosed.class,
            "can't send to Broadcast[2 subscribers of 1, 1 of them without room, it was closed by"
                + " task 'main'; nobody waits]",
            "a",
            ChannelClosed.class,
            ChannelClosed.class);
  }

  @Test
  void aFailDropsWhatIsLeftAndTellsAll() {
    scene.run(_ -> {
      Broadcast<String> broadcast = Channel.broadcast(1);
      Subscription<String> subscription = broadcast.subscribe();
      broadcast.send("a");
      broadcast.close();
      broadcast.fail(new IOException("broken"));
      scene.mark(thrownBy(subscription::receive).getCause().getMessage());
      scene.mark(thrownBy(() -> broadcast.send("b")).getCause().getMessage());
      scene.mark(thrownBy(() -> broadcast.subscribe().receive()).getCause().getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("broken", "broken", "broken");
  }

  @Test
  void bothEndsCanBeSelected() {
    scene.run(scope -> {
      Broadcast<String> broadcast = Channel.broadcast(1);
      Subscription<String> subscription = broadcast.subscribe();
      scope.start(
          "select", () -> scene.mark(Select.first(receive(subscription), after(seconds(9)))));
      settle();
      scene.mark(Select.first(send(broadcast, "a", () -> "sent"), otherwise("full")));
      scene.mark(Select.first(send(broadcast, "b", () -> "sent"), otherwise("full")));
      scene.mark(Select.first(send(broadcast, "c", () -> "sent"), otherwise("full")));
      scope.start(
          "late",
          () ->
              scene.mark(Select.first(send(broadcast, "d", () -> "sent late"), after(seconds(9)))));
      settle();
      scene.mark(subscription.receive());
      scene.mark(subscription.behind());
      return null;
    });

    assertThat(scene.trail).containsExactly("sent", "sent", "full", "a", "b", 1, "sent late");
  }

  @Test
  void aBroadcastWithoutRoomIsRefused() {
    scene.run(_ -> {
      scene.mark(thrownBy(() -> Channel.broadcast(0)).getClass());
      return null;
    });

    assertThat(scene.trail).containsExactly(IllegalArgumentException.class);
  }
}
