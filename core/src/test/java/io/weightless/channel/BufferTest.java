package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a channel keeps, and in which order it gives that.
class BufferTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aBufferHoldsAsManyAsItHasRoomForAndTheNextSenderWaits() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.buffered(3);
      scope.start(
          "sender",
          () -> {
            for (int i = 1; i <= 4; i++) {
              channel.send(i);
              scene.mark("sent " + i);
            }
          });
      settle();
      scene.mark(channel.receive());
      settle();
      channel.close();
      channel.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly("sent 1", "sent 2", "sent 3", 1, "sent 4", 2, 3, 4);
  }

  @Test
  void aCapacityIsOneAtLeastAndHasALimit() {
    scene.run(_ -> {
      for (int wrong : new int[] {0, -1, Buffer.MAX_CAPACITY + 1}) {
        scene.mark(thrownBy(() -> Channel.buffered(wrong)).getClass());
      }
      scene.mark(Channel.buffered(Buffer.MAX_CAPACITY).trySend("a"));
      scene.mark(Channel.buffered(1).trySend("a"));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            IllegalArgumentException.class,
            IllegalArgumentException.class,
            IllegalArgumentException.class,
            true,
            true);
  }

  @Test
  void aConflatingChannelKeepsTheNewestAndItsSendersNeverWait() {
    scene.run(scope -> {
      Channel<String> channel = Channel.conflating();
      Task<?> receiver =
          scope.start("receiver", () -> scene.mark("waited for " + channel.receive()));
      settle();
      channel.send("a");
      channel.send("b");
      channel.send("c");
      receiver.await();
      scene.mark(channel.receive());
      scene.mark(channel.tryReceive());
      scene.mark(channel.statistics());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("waited for a", "c", null, new ChannelStatistics(1, 0, 0, 0, 3, 2, 1));
  }

  @Test
  void aStackGivesTheLastOneFirst() {
    scene.run(_ -> {
      Channel<Integer> channel = Channel.stacked(40);
      for (int i = 0; i < 40; i++) {
        channel.send(i);
      }
      scene.mark(channel.trySend(40));
      for (int i = 39; i >= 0; i--) {
        assertThat(channel.receive()).isEqualTo(i);
      }
      return null;
    });

    assertThat(scene.trail).containsExactly(false);
  }

  private record Job(int priority, int number) {}

  @Test
  void aPrioritisedChannelGivesTheLeastFirstAndAmongEqualsTheFirst() {
    SplittableRandom random = new SplittableRandom(7);
    scene.run(_ -> {
      Channel<Job> channel = Channel.prioritised(200, Comparator.comparingInt(Job::priority));
      List<Job> model = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        if (model.size() < 200 && random.nextInt(5) < 3) {
          Job job = new Job(random.nextInt(8), i);
          model.add(job);
          channel.send(job);
        } else if (!model.isEmpty()) {
          model.sort(Comparator.comparingInt(Job::priority)); // stable
          assertThat(channel.receive()).isEqualTo(model.removeFirst());
        }
      }
      assertThat(channel.statistics().buffered()).isEqualTo(model.size());
      return null;
    });
  }

  @Test
  void whoSendsWhatCannotBeOrderedIsToldAndNothingElseIsLost() {
    scene.run(scope -> {
      Channel<Object> channel =
          Channel.prioritised(3, (a, b) -> ((Integer) a).compareTo((Integer) b));
      channel.send(2);
      scene.mark(thrownBy(() -> channel.send("no number")).getClass());
      channel.send(1);
      channel.send(3);
      scope.start(
          "waits", () -> scene.mark(thrownBy(() -> channel.send("none either")).getClass()));
      scope.start("next", () -> channel.send(0));
      settle();
      scene.mark(channel.receive());
      settle();
      channel.close();
      channel.forEach(scene::mark);
      scene.mark(channel.statistics());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            ClassCastException.class,
            1,
            ClassCastException.class,
            0,
            2,
            3,
            new ChannelStatistics(3, 0, 0, 0, 4, 4, 0));
  }

  /// A ring that has turned is copied in order.
  @Test
  void aBufferThatGrowsKeepsItsOrder() {
    scene.run(_ -> {
      Channel<Integer> channel = Channel.buffered(100);
      int next = 0;
      int expected = 0;
      for (int round = 0; round < 30; round++) {
        for (int i = 0; i < 7; i++) {
          channel.send(next++);
        }
        for (int i = 0; i < 4; i++) {
          assertThat(channel.receive()).isEqualTo(expected++);
        }
      }
      return null;
    });
  }
}
