package io.weightless.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.ModelChannel.Waiting;
import io.weightless.scene.Puppet;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Channels of all kinds and selects between them against [ModelChannel]: after each order, made by
/// chance from a seed, both say the same; and whoever waited got what the model gave it.
class ChannelModelTest {
  private static final int TASKS = 6;
  private static final int ORDERS = 200;

  @AutoClose private final Scene scene = new Scene();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("weightless.seeds", 50));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void channelsAndSelectsDoWhatTheModelSays(long seed) {
    scene.run(scope -> {
      new Program(new SplittableRandom(seed)).run(scope);
      return null;
    });
  }

  /// With a seed of its own: the reactor's.
  @Test
  void amongClausesThatAreAlwaysReadyNoneIsStarved() {
    scene.run(_ -> {
      List<Channel<Integer>> channels =
          List.of(Channel.buffered(1), Channel.buffered(1), Channel.buffered(1));
      int[] taken = new int[4];
      for (int i = 0; i < 4_000; i++) {
        channels.get(0).trySend(0);
        channels.get(1).trySend(1);
        channels.get(2).tryReceive();
        taken[
            Select.first(
                Select.receive(channels.get(0)),
                Select.receive(channels.get(1)),
                Select.send(channels.get(2), 2, () -> 2),
                Select.receive(channels.get(1), _ -> 3))]++;
      }
      for (int count : taken) {
        assertThat(count).isBetween(850, 1_150);
      }
      return null;
    });
  }

  /// One way to take part: to send or to receive.
  private record Way(ModelChannel channel, boolean sends, int value) {
    boolean isReady() {
      return sends ? channel.canSend() : channel.canReceive();
    }

    Object inModel() {
      return sends ? channel.send(value) : channel.receive();
    }

    Object inReality() {
      if (sends) {
        channel.real.send(value);
        return "sent";
      }
      return channel.real.receive();
    }

    void waitInModel(String who) {
      (sends ? channel.senders : channel.receivers).add(new Waiting(who, value));
    }

    /// What it gives, and which way that was.
    Clause<Result> clause() {
      return sends
          ? Select.send(channel.real, value, () -> new Result(this, "sent"))
          : Select.receive(channel.real, got -> new Result(this, got));
    }
  }

  private record Result(Way way, Object value) {}

  private static final class Program {
    private final SplittableRandom random;
    private final List<ModelChannel> channels = new ArrayList<>();
    private final Map<String, Object> expected = new HashMap<>();
    private final Map<String, Object> actual = new HashMap<>();
    private final List<Puppet> puppets = new ArrayList<>();
    private int next;

    Program(SplittableRandom random) {
      this.random = random;
    }

    void run(Scope scope) {
      for (int i = 0; i < 3; i++) {
        channels.add(new ModelChannel(random, channels, expected));
      }
      for (int i = 0; i < TASKS; i++) {
        puppets.add(new Puppet(scope, "p" + i, () -> {}));
      }
      for (int i = 0; i < ORDERS && !puppets.isEmpty(); i++) {
        order();
        check();
      }
      channels.forEach(this::close);
      Scene.settle();
      check();
      assertThat(expected).as("never woken").isEmpty();
      puppets.forEach(Puppet::end);
    }

    private void order() {
      Puppet puppet = puppets.get(random.nextInt(puppets.size()));
      if (!puppet.isIdle()) {
        if (random.nextInt(20) == 0) {
          cancel(puppet);
        }
        Scene.settle();
      } else if (random.nextInt(60) == 0) {
        close(channels.get(random.nextInt(channels.size())));
      } else if (random.nextInt(3) == 0) {
        select(puppet);
      } else {
        plain(puppet, way());
      }
    }

    private Way way() {
      return new Way(channels.get(random.nextInt(channels.size())), random.nextBoolean(), next++);
    }

    private void plain(Puppet puppet, Way way) {
      if (way.isReady()) {
        expected.put(puppet.name, way.inModel());
      } else {
        way.waitInModel(puppet.name);
      }
      tell(puppet, way::inReality);
    }

    private void select(Puppet puppet) {
      List<Way> ways = List.of(way(), way(), way());
      List<Way> ready = ways.stream().filter(Way::isReady).toList();
      if (ready.isEmpty()) {
        ways.forEach(way -> way.waitInModel(puppet.name));
      }
      List<Clause<Result>> clauses = ways.stream().map(Way::clause).toList();
      Result[] taken = new Result[1];
      tell(
          puppet,
          () -> {
            taken[0] = Select.first(clauses.get(0), clauses.get(1), clauses.get(2));
            return taken[0].value;
          });
      if (!ready.isEmpty()) {
        followSelect(puppet, ready, taken[0]);
      }
    }

    /// Which one was taken is chance; the model does the same one.
    private void followSelect(Puppet puppet, List<Way> ready, Result taken) {
      if (taken == null) {
        assertThat(actual.get(puppet.name)).isEqualTo("closed");
        assertThat(ready).anyMatch(way -> way.channel.closed);
        expected.put(puppet.name, "closed");
      } else {
        assertThat(ready).contains(taken.way);
        expected.put(puppet.name, taken.way.inModel());
      }
    }

    private void tell(Puppet puppet, Supplier<Object> work) {
      puppet.tell(() -> actual.put(puppet.name, outcome(work)));
    }

    private static Object outcome(Supplier<Object> work) {
      try {
        return work.get();
      } catch (ChannelClosed closed) {
        return "closed";
      }
    }

    private void cancel(Puppet puppet) {
      channels.forEach(channel -> channel.forget(puppet.name));
      puppets.remove(puppet);
      puppet.cancel();
      Scene.settle();
      if (!expected.containsKey(puppet.name)) {
        assertThat(actual).as("cancelled, and had nothing").doesNotContainKey(puppet.name);
      }
    }

    private void close(ModelChannel channel) {
      channel.close();
      channel.real.close();
    }

    private void check() {
      for (ModelChannel channel : channels) {
        assertThat(channel.real.statistics())
            .as(channel.kind.toString())
            .isEqualTo(channel.statistics());
      }
      Set<String> settled = new TreeSet<>(actual.keySet());
      for (String who : settled) {
        assertThat(expected).as(who).containsEntry(who, actual.get(who));
        expected.remove(who);
        actual.remove(who);
      }
    }
  }
}
