package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.channel.Clause;
import io.weightless.channel.Select;
import io.weightless.check.world.ChannelByRules.Kind;
import io.weightless.check.world.CheckedSelect.Ending;
import io.weightless.check.world.CheckedSelect.Otherwise;
import io.weightless.check.world.CheckedSelect.Receiving;
import io.weightless.check.world.CheckedSelect.Sending;
import io.weightless.check.world.CheckedSelect.Waiting;
import io.weightless.check.world.CheckedSelect.Way;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Tasks that select over receives, sends, time and each other's ends, on several channels, while
/// others send and receive; with cancellations, deadlines, closes and failures at any time.
///
/// The oracle is that of [ChannelWorld], for all channels: a select that finds something ready
/// takes one of those at once; one that waits stands in all lines, and ends by what comes first,
/// with that value and by that clause; and then it stands in no line any more. So losers leave no
/// trace, and no value is lost or comes twice. Beside that a host selects over channels that are
/// all ready, many times: each has to have its share.
final class SelectWorld implements World {
  private static final String CLOSE = "close";
  private static final String FAIL = "fail";
  private static final String CANCEL = "cancel";
  private static final String DEADLINE = "deadline";
  private static final List<String> WON =
      List.of("a receive won", "a send won", "time won", "an end won", "otherwise won");

  private static final int ROUNDS = 400;
  private static final int CLAUSES = 4;

  /// Of a hundred on average; to get fewer by chance is seven deviations away.
  private static final int SHARE = 40;

  private final Weather weather;
  private final Tally tally =
      new Tally(
          CLOSE,
          FAIL,
          CANCEL,
          DEADLINE,
          WON.get(0),
          WON.get(1),
          WON.get(2),
          WON.get(3),
          WON.get(4));

  SelectWorld() {
    this(Weather.FOUL);
  }

  SelectWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    Crossing crossing = new Crossing();
    simulation
        .host("crossing", crossing::run)
        .host("shares", SelectWorld::share)
        .always("all channels are as the rules say", crossing::agrees)
        .limit(Duration.ofMinutes(1));
  }

  private static void share() {
    List<Channel<Integer>> channels = new ArrayList<>();
    List<Clause<Integer>> clauses = new ArrayList<>();
    for (int i = 0; i < CLAUSES; i++) {
      Channel<Integer> full = Channel.buffered(1);
      full.send(i);
      channels.add(full);
      clauses.add(Select.receive(full));
    }
    int[] shares = new int[CLAUSES];
    for (int round = 0; round < ROUNDS; round++) {
      int won = Select.first(clauses.get(0), clauses.get(1), clauses.get(2), clauses.get(3));
      shares[won]++;
      channels.get(won).send(won);
    }
    assertThat(Arrays.stream(shares).min().orElseThrow())
        .as("the least share of %s", Arrays.toString(shares))
        .isGreaterThan(SHARE);
  }

  /// One run.
  private final class Crossing {
    private final List<CheckedChannel> channels = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private int values;

    boolean agrees() {
      return channels.stream().allMatch(CheckedChannel::agrees);
    }

    void run() {
      for (int i = Choice.between(1, 3); i > 0; i--) {
        channels.add(new CheckedChannel(Choice.of(List.of(Kind.values())), Choice.between(1, 3)));
      }
      Scope.join(scope -> {
        for (int i = Choice.between(3, 7); i > 0; i--) {
          Actor actor = new Actor();
          actors.add(actor);
          actor.start(scope, "actor " + i, () -> act(actor));
        }
        scope.start("trouble", this::trouble);
      });
      for (CheckedChannel channel : channels) {
        assertThat(channel.channel.balance()).as("nobody waits at the end").isZero();
      }
    }

    private void act(Actor me) {
      for (int left = Choice.between(10, 25); left > 0; left--) {
        CheckedChannel channel = Choice.of(channels);
        switch (Choice.between(0, 9)) {
          case 0 -> me.sleep(Choice.upTo(4));
          case 1 -> Task.yield();
          case 2 -> inTime(me, () -> channel.send(me, value(me)));
          case 3 -> inTime(me, () -> channel.receive(me, Choice.oneOf(2)));
          case 4 -> inTime(me, () -> select(me));
          default -> select(me);
        }
      }
    }

    private Value value(Actor me) {
      return new Value(actors.indexOf(me), values++);
    }

    private void select(Actor me) {
      List<Way> ways = new ArrayList<>();
      for (int i = Choice.between(1, 4); i > 0; i--) {
        CheckedChannel channel = Choice.of(channels);
        ways.add(
            Choice.oneOf(2)
                ? new Receiving(channel, Choice.oneOf(2))
                : new Sending(channel, value(me)));
      }
      if (Choice.oneOf(2)) {
        ways.add(new Waiting(Choice.upTo(6)));
      }
      Actor other = Choice.of(actors);
      if (other != me && Choice.oneOf(3)) {
        ways.add(new Ending(other));
      }
      if (Choice.oneOf(8)) {
        ways.add(new Otherwise());
      }
      Collections.shuffle(ways, new java.util.Random(Choice.between(0, 1_000_000)));
      int won = new CheckedSelect(ways, Choice.oneOf(4)).run(me);
      if (won >= 0) {
        tally.count(WON.get(kindOf(ways.get(won))));
      }
    }

    private static int kindOf(Way way) {
      return switch (way) {
        case Receiving _ -> 0;
        case Sending _ -> 1;
        case Waiting _ -> 2;
        case Ending _ -> 3;
        case Otherwise _ -> 4;
      };
    }

    private void inTime(Actor me, Runnable work) {
      if (weather == Weather.FAIR) {
        work.run();
      } else if (!me.within(Choice.upTo(4).plusNanos(1), work)) {
        tally.count(DEADLINE);
      }
    }

    private void trouble() {
      for (int left = weather == Weather.FAIR ? 0 : Choice.between(0, 6); left > 0; left--) {
        Task.sleep(Choice.upTo(8));
        tally.count(CANCEL);
        Choice.of(actors).cancel();
      }
      Task.sleep(Choice.upTo(40));
      for (CheckedChannel channel : channels) {
        if (weather == Weather.FOUL && Choice.oneOf(3)) {
          tally.count(FAIL);
          channel.fail(new IllegalStateException("given up"));
        }
        tally.count(CLOSE);
        channel.close();
        Task.sleep(Choice.upTo(3));
      }
    }
  }
}
