package io.weightless.check.world;

import io.weightless.channel.Channel;
import io.weightless.check.world.Census.Entry;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Block;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Simulation;
import io.weightless.sync.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Tasks that start others, wait at locks and at a channel, open scopes, are cancelled and run out
/// of time; and any of them looks at its reactor now and then.
///
/// The oracle is a [Census] that each writes down what it does in. What is seen of the reactor,
/// what differs from the last look, and what is told of turns and of the channel has to be the
/// same.
final class SightWorld implements World {
  private static final String LOOK = "look";
  private static final String CANCEL = "cancel";
  private static final String DEADLINE = "deadline";
  private static final int MOST = 60;

  private final Weather weather;
  private final Tally tally = new Tally(LOOK, CANCEL, DEADLINE);

  SightWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation.host("seen", () -> new Village().run()).limit(Duration.ofMinutes(1));
  }

  /// One run.
  private final class Village {
    private final Channel<Integer> channel = Channel.buffered(Choice.between(1, 4));
    private final Entry main = Census.caller();
    private final Census census = new Census(main, channel);
    private final List<Lock> locks = List.of(new Lock(), new Lock(), new Lock());
    private final List<Task<?>> tasks = new ArrayList<>();
    private int begun;

    void run() {
      in(
          main,
          scope -> {
            Entry reader = census.begin("reader", main);
            Task<?> reading = scope.start(reader.name, () -> read(reader));
            for (int left = Choice.between(2, 5); left > 0; left--) {
              start(scope, main);
            }
            while (!census.isQuiet()) {
              Task.sleep(Choice.upTo(5).plusNanos(1));
              look(main);
              if (weather == Weather.FOUL && Choice.oneOf(4)) {
                tally.count(CANCEL);
                Choice.of(tasks).cancel("somebody wants it");
              }
            }
            reading.cancel("nobody sends any more");
          });
      look(main);
      census.close();
    }

    private void look(Entry me) {
      tally.count(LOOK);
      census.check(me);
    }

    private void in(Entry me, Block<RuntimeException> body) {
      me.scopes++;
      try {
        Scope.join(body);
      } finally {
        me.scopes--;
      }
    }

    private void start(Scope scope, Entry parent) {
      Entry entry = census.begin("task " + ++begun, parent);
      tasks.add(scope.start(entry.name, () -> live(entry)));
    }

    private void live(Entry me) {
      try {
        for (int left = Choice.between(1, 6); left > 0; left--) {
          act(me);
        }
      } finally {
        census.end(me);
      }
    }

    private void act(Entry me) {
      switch (Choice.between(0, 6)) {
        case 0 -> Task.yield();
        case 1 -> Task.sleep(Choice.upTo(5));
        case 2 -> look(me);
        case 3 -> lock(me);
        case 4 -> send();
        case 5 -> inTime(me);
        default -> inside(me);
      }
    }

    private void inside(Entry me) {
      in(
          me,
          scope -> {
            for (int left = Choice.between(0, 3); left > 0 && begun < MOST; left--) {
              start(scope, me);
            }
            act(me);
          });
    }

    private void inTime(Entry me) {
      me.scopes++;
      Duration time = weather == Weather.FOUL ? Choice.upTo(4) : Duration.ofDays(1);
      try {
        Scope.join(Deadline.after(time), _ -> act(me));
      } catch (DeadlineExceeded _) {
        tally.count(DEADLINE);
      } finally {
        me.scopes--;
      }
    }

    private void lock(Entry me) {
      me.locking = true;
      try (var _ = Choice.of(locks).hold()) {
        me.locking = false;
        Task.sleep(Choice.upTo(3));
      } finally {
        me.locking = false;
      }
    }

    private void send() {
      census.sending++;
      try {
        channel.send(begun);
        census.sendings++;
      } catch (Cancelled cancelled) {
        census.sending--; // it was not taken
        throw cancelled;
      }
    }

    private void read(Entry me) {
      try {
        while (true) {
          census.receiving++;
          channel.receive();
          census.receivings++;
          if (Choice.oneOf(2)) {
            Task.sleep(Choice.upTo(2));
          }
        }
      } finally {
        census.end(me);
      }
    }
  }
}
