package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.world.ChannelByRules.Kind;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Producers and consumers over one channel of any kind, with cancellations, deadlines, a close and
/// a failure at any time.
///
/// The oracle is a list with two lines of those who wait, beside the channel. Each call is made to
/// both in one turn, and has to end as the list says: with that value, as sent, refused or
/// cancelled, and no other way. Between any two turns the counts are the same, so nothing is lost,
/// nothing comes twice, no more is kept than there is room for, and who came first is first. At the
/// end nobody waits.
final class ChannelWorld implements World {
  private static final String CLOSE = "close";
  private static final String FAIL = "fail";
  private static final String CANCEL = "cancel";
  private static final String DEADLINE = "deadline";
  private static final String CALLBACK = "callback";

  private final Weather weather;
  private final Tally tally = new Tally(CLOSE, FAIL, CANCEL, DEADLINE, CALLBACK);

  ChannelWorld() {
    this(Weather.FOUL);
  }

  ChannelWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    Market market = new Market();
    simulation
        .host("market", market::run)
        .always("the channel is as the rules say", market::agrees)
        .limit(Duration.ofMinutes(1));
  }

  /// One run.
  private final class Market {
    private @Nullable CheckedChannel channel;
    private final List<Actor> producers = new ArrayList<>();
    private final List<Actor> consumers = new ArrayList<>();
    private int values;

    boolean agrees() {
      return channel == null || channel.agrees();
    }

    void run() {
      CheckedChannel open = new CheckedChannel(Choice.of(List.of(Kind.values())), some(4));
      channel = open;
      Scope.join(scope -> {
        for (int i = some(4); i > 0; i--) {
          Actor producer = new Actor();
          producers.add(producer);
          producer.start(scope, "producer " + i, () -> produce(producer, open));
        }
        for (int i = some(4); i > 0; i--) {
          Actor consumer = new Actor();
          consumers.add(consumer);
          consumer.start(scope, "consumer " + i, () -> consume(consumer, open));
        }
        if (weather == Weather.FOUL) {
          scope.start("trouble", () -> trouble(open));
        } else {
          producers.forEach(producer -> producer.task().await());
          open.close();
        }
      });
      assertThat(open.channel.balance()).as("nobody waits at the end").isZero();
      assertThat(open.rules.isEnded()).isTrue();
    }

    private static int some(int most) {
      return Choice.between(1, most);
    }

    private Value value(Actor me) {
      return new Value(producers.indexOf(me), values++);
    }

    private void produce(Actor me, CheckedChannel to) {
      for (int left = Choice.between(5, 20); left > 0 && !to.rules.isEnded(); left--) {
        switch (Choice.between(0, 9)) {
          case 0 -> me.sleep(Choice.upTo(5));
          case 1 -> Task.yield();
          case 2 -> to.trySend(value(me));
          case 3 -> inCallback(() -> to.trySend(value(me)));
          case 4, 5 -> inTime(me, () -> to.send(me, value(me)));
          default -> to.send(me, value(me));
        }
      }
    }

    private void consume(Actor me, CheckedChannel from) {
      boolean more = true;
      while (more) {
        switch (Choice.between(0, 9)) {
          case 0 -> me.sleep(Choice.upTo(5));
          case 1 -> Task.yield();
          case 2 -> from.tryReceive();
          case 3 -> inCallback(from::tryReceive);
          case 4, 5 -> inTime(me, () -> from.receive(me, Choice.oneOf(2)));
          default -> more = from.receive(me, Choice.oneOf(2)) != null;
        }
      }
    }

    private void inCallback(Runnable work) {
      tally.count(CALLBACK);
      if (Choice.oneOf(2)) {
        Reactor.current().post(work);
      } else {
        Reactor.current().after(Choice.upTo(2), work);
      }
    }

    private void inTime(Actor me, Runnable work) {
      if (weather == Weather.FAIR) {
        work.run();
      } else if (!me.within(Choice.upTo(4).plusNanos(1), work)) {
        tally.count(DEADLINE);
      }
    }

    private void trouble(CheckedChannel channel) {
      for (int left = Choice.between(0, 6); left > 0; left--) {
        Task.sleep(Choice.upTo(8));
        if (Choice.oneOf(3)) {
          Task.yield();
        }
        tally.count(CANCEL);
        Choice.of(Choice.oneOf(2) ? producers : consumers).cancel();
      }
      Task.sleep(Choice.upTo(30));
      if (Choice.oneOf(2)) {
        tally.count(CLOSE);
        channel.close();
        Task.sleep(Choice.upTo(4));
      }
      if (Choice.oneOf(2)) {
        tally.count(FAIL);
        channel.fail(new IllegalStateException("given up"));
      }
      channel.close();
    }
  }
}
