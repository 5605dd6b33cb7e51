package io.weightless.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weightless.engine.internal.Carrier;
import io.weightless.scene.Scene;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a send and a receive cost that need not wait.
class ChannelCostTest {
  private static final int TIMES = 100_000;

  @AutoClose private final Scene scene = new Scene();

  @Test
  void whereNobodyWaitsNothingIsAllocated() {
    scene.run(_ -> {
      List<Channel<String>> channels =
          List.of(
              Channel.buffered(8),
              Channel.conflating(),
              Channel.stacked(8),
              Channel.prioritised(8, Comparator.naturalOrder()));
      for (Channel<String> channel : channels) {
        scene.mark(bytesOf(() -> sendAndReceive(channel, TIMES)) / TIMES);
      }
      Broadcast<String> broadcast = Channel.broadcast(8);
      Subscription<String> subscription = broadcast.subscribe();
      scene.mark(
          bytesOf(() ->
              repeat(
                  TIMES,
                  times -> {
                    broadcast.send("a");
                    subscription.receive();
                  }))
              / TIMES);
      return null;
    });

    assertThat(scene.trail).containsExactly(0L, 0L, 0L, 0L, 0L);
  }

  @Test
  void whereNobodyWaitsNobodyIsSwitchedTo() {
    scene.run(_ -> {
      Channel<String> channel = Channel.buffered(1_000);
      long turn = Carrier.current().turns();
      repeat(1_000, _ -> channel.send("a"));
      repeat(1_000, _ -> channel.receive());
      scene.mark(Carrier.current().turns() - turn);
      return null;
    });

    assertThat(scene.trail).containsExactly(0L);
  }

  /// Some of it is other threads': so the least of three.
  private static long bytesOf(Runnable work) {
    work.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = allocatedBytes();
      work.run();
      least = Math.min(least, allocatedBytes() - before);
    }
    return least;
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  private static void sendAndReceive(Channel<String> channel, int times) {
    for (int i = 0; i < times; i++) {
      channel.send("a");
      channel.receive();
    }
  }

  private static void repeat(int times, Consumer<Integer> work) {
    for (int i = 0; i < times; i++) {
      work.accept(0);
    }
  }
}
