package io.weightless.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scene.Puppet;
import io.weightless.scene.Scene;
import io.weightless.scene.Schedule;
import io.weightless.testkit.PerEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every short schedule of two and of three tasks that send, receive and select, close, and are
/// cancelled at any moment: no value is lost, none comes twice, nobody waits for what is there.
class ChannelSchedulesTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aRendezvousLosesAndDoublesNothing() {
    all(3, schedule -> new AtChannel(schedule, Channel.rendezvous()));
  }

  @Test
  void aBufferLosesAndDoublesNothing() {
    all(3, schedule -> new AtChannel(schedule, Channel.buffered(1)));
  }

  @Test
  void aSelectOfTwoChannelsGetsOneThingAndLeavesTheOther() {
    all(4, AtSelect::new);
  }

  /// @param ofThree how many steps those of three tasks have; of two tasks they have five; on the
  ///   portable engine one less
  private void all(int ofThree, Function<Schedule, Schedule.Place> made) {
    scene.run(_ -> {
      scene.mark(Schedule.all(2, PerEngine.amount(5, 4), made));
      scene.mark(Schedule.all(3, PerEngine.amount(ofThree, ofThree - 1), made));
      return null;
    });

    assertThat(scene.trail).allSatisfy(runs -> assertThat((int) runs).isGreaterThan(100));
  }

  /// What was sent and what was received, as the tasks themselves saw it.
  private abstract static class Traffic implements Schedule.Place {
    final Schedule schedule;
    final List<Integer> received = new ArrayList<>();
    private final Set<Integer> sent = new HashSet<>();
    private final List<Puppet> sending = new ArrayList<>();
    private int next;

    Traffic(Schedule schedule) {
      this.schedule = schedule;
    }

    final void send(Puppet puppet, Channel<Integer> channel) {
      int value = next++;
      sent.add(value);
      sending.add(puppet);
      try {
        channel.send(value);
      } catch (Cancelled notTaken) {
        sent.remove(value);
        throw notTaken;
      } catch (ChannelClosed _) {
        sent.remove(value);
      } finally {
        sending.remove(puppet);
      }
    }

    final void receive(Supplier<Integer> wait) {
      try {
        received.add(wait.get());
      } catch (ChannelClosed _) {
        // it is told, and may come again
      }
    }

    final void check(Channel<Integer> channel, int buffered) {
      assertThat(received).as("twice").doesNotHaveDuplicates();
      assertThat(sent).as("was never sent").containsAll(received);
      assertThat(received.size() + buffered + sending.size()).as("lost").isEqualTo(sent.size());
      ChannelStatistics now = channel.statistics();
      assertThat(now.sendersWaiting() > 0 && now.receiversWaiting() > 0).as("apart").isFalse();
      assertThat(now.sendersWaiting() > 0 && now.buffered() < now.capacity()).as("room").isFalse();
      assertThat(now.receiversWaiting() > 0 && now.buffered() > 0).as("forgotten").isFalse();
      assertThat(channel.isClosed() && channel.balance() != 0).as("waits for ever").isFalse();
    }
  }

  private static final class AtChannel extends Traffic {
    private final Channel<Integer> channel;

    AtChannel(Schedule schedule, Channel<Integer> channel) {
      super(schedule);
      this.channel = channel;
    }

    @Override
    public Object thing() {
      return channel;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(() -> send(puppet, channel), () -> receive(channel::receive), channel::close);
    }

    @Override
    public void checkSettled() {
      check(channel, channel.statistics().buffered());
    }
  }

  /// All but the last task send, to one of two channels; the last one selects.
  private static final class AtSelect extends Traffic {
    private final Channel<Integer> one = Channel.rendezvous();
    private final Channel<Integer> other = Channel.rendezvous();

    AtSelect(Schedule schedule) {
      super(schedule);
    }

    @Override
    public Object thing() {
      return "; " + one + other;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      if (schedule.puppets.indexOf(puppet) == 0) {
        return List.of(() -> receive(this::select), one::close);
      }
      return List.of(() -> send(puppet, one), () -> send(puppet, other));
    }

    private int select() {
      return Select.inOrder(Select.receive(one), Select.receive(other), Select.receive(one));
    }

    @Override
    public void checkSettled() {
      check(one, 0);
      check(other, 0);
    }
  }
}
