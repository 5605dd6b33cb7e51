package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.shard.Mailboxes;
import io.weightless.shard.Shard;
import io.weightless.shard.Shards;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Shards that send to each other, and are ended in each way, also before they have begun; then
/// other ones on the same host.
///
/// The oracle are the rules of their ends. What the run of them throws is what has ended them, and
/// it throws a cancellation only when somebody was cut. When it has ended, so has each of their
/// tasks. A drain that has time enough cuts nobody, runs each hook once, and loses no value.
final class EndingWorld implements World {
  private static final int ROUNDS = 3;

  private enum End {
    BY_THEMSELVES,
    DRAIN,
    LATE_DRAIN,
    CANCEL,
    FAILURE,
    RUNNER_CANCELLED
  }

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "by_themselves",
          "drain",
          "late_drain",
          "cancel",
          "failure",
          "runner_cancelled",
          "cut",
          "before they begin");

  EndingWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation
        .host(
            "host",
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                new Round().run();
              }
            })
        .limit(Duration.ofHours(12));
  }

  private End chooseEnd() {
    return weather == Weather.FAIR
        ? Choice.of(List.of(End.BY_THEMSELVES, End.DRAIN))
        : Choice.of(List.of(End.values()));
  }

  /// Some shards, from their beginning to their end. All are in one thread.
  private final class Round {
    private final End end = chooseEnd();
    private final int count = Choice.between(1, 4);
    private final int workersOfEach = Choice.between(1, 3);
    private final Shards shards = Shards.of(count);
    private final Mailboxes<Value> boxes = shards.mailboxes("values", Choice.between(1, 4));
    private final int[] hooks = new int[count];
    private final Set<Value> sent = new HashSet<>();
    private final Set<Value> received = new HashSet<>();
    private final RuntimeException planned = new IllegalStateException("planned");
    private int workersLeft = count * workersOfEach;
    private int senders;
    private int begun;
    private int alive;
    private int cut;
    private @Nullable Throwable thrown;

    void run() {
      tally.count(end.name().toLowerCase(Locale.ROOT));
      Scope.join(scope -> {
        Task<?> runner = scope.start("runs them", this::runShards);
        Task.sleep(Choice.upTo(Choice.oneOf(3) ? 0 : 20));
        if (begun < count) {
          tally.count("before they begin");
        }
        switch (end) {
          case DRAIN -> shards.drain(Duration.ofDays(1));
          case LATE_DRAIN -> shards.drain(Choice.upTo(10));
          case CANCEL -> shards.cancel("enough");
          case RUNNER_CANCELLED -> runner.cancel("enough");
          case BY_THEMSELVES, FAILURE -> {}
        }
      });
      check();
    }

    private void runShards() {
      try {
        shards.run(this::program);
      } catch (RuntimeException e) {
        thrown = e;
      } catch (Cancelled cancelled) {
        thrown = cancelled;
        throw cancelled;
      }
    }

    private void program(Shard shard) {
      begun++;
      shard.onDrain(() -> hooks[shard.index()]++);
      for (int i = 0; i < workersOfEach; i++) {
        int sender = senders++;
        if (shard.isDraining()) {
          workerEnds();
        } else {
          shard
              .scope()
              .start("worker " + sender, () -> live(() -> work(shard, sender), this::workerEnds));
        }
      }
      live(this::receiveAll, () -> {});
    }

    private void live(Runnable work, Runnable atEnd) {
      alive++;
      try {
        work.run();
      } catch (Cancelled cancelled) {
        tally.count("cut");
        cut++;
        throw cancelled;
      } finally {
        alive--;
        atEnd.run();
      }
    }

    private void workerEnds() {
      if (--workersLeft == 0) {
        boxes.close();
      }
    }

    private void receiveAll() {
      for (Value value : boxes.here()) {
        assertThat(received.add(value)).as("%s is received for the first time", value).isTrue();
        if (Choice.oneOf(3)) {
          Task.sleep(Choice.upTo(4));
        }
      }
    }

    private void work(Shard shard, int sender) {
      int most = Choice.between(5, 25);
      for (int number = 0; goesOn(shard, number, most); number++) {
        if (Choice.oneOf(3)) {
          Task.sleep(Choice.upTo(3));
        }
        Value value = new Value(sender, number);
        boxes.at(Choice.between(0, count - 1)).send(value);
        sent.add(value);
        if (end == End.FAILURE && sender == 0 && number == most) {
          throw planned;
        }
      }
      if (end == End.LATE_DRAIN && Choice.oneOf(3)) {
        Task.sleep(Duration.ofHours(1));
      }
    }

    /// One that is to be ended has no end of its own.
    private boolean goesOn(Shard shard, int number, int most) {
      return !shard.isDraining() && (end != End.BY_THEMSELVES || number < most);
    }

    private void check() {
      assertThat(alive).as("tasks that are left").isZero();
      assertThat(hooks).as("a drain tells each shard once").doesNotContain(2);
      switch (end) {
        case BY_THEMSELVES, DRAIN -> {
          assertThat(thrown).isNull();
          assertThat(cut).as("were cut").isZero();
          assertThat(received).as("what was sent").isEqualTo(sent);
          assertThat(hooks).as("drained").containsOnly(end == End.DRAIN ? 1 : 0);
        }
        case LATE_DRAIN -> checkCut(DeadlineExceeded.class);
        case CANCEL -> checkCut(CancellationException.class);
        case FAILURE -> assertThat(thrown).isSameAs(planned);
        case RUNNER_CANCELLED -> assertThat(thrown).isInstanceOf(Cancelled.class);
      }
    }

    private void checkCut(Class<? extends Exception> how) {
      if (cut > 0 || begun < count) {
        assertThat(thrown).isInstanceOf(how);
      } else {
        assertThat(thrown).isNull();
      }
    }
  }
}
