package io.weightless.check.world;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reactors that share nothing but mailboxes, one on each host: tasks send to the mailboxes of all,
/// with deadlines and cancellations, and others receive from their own. Mailboxes are closed and
/// failed at any time, from any host, and one host crashes.
///
/// The oracle are laws of conservation. What a mailbox takes is received once, by each receiver in
/// the order in which its sender sent it. What a send was refused, or withdrawn, is never received.
/// When a mailbox that was closed has come to its end, all that it took has been received. It keeps
/// no more than it has room for. Whoever waits is woken by its end, also by that of its host.
final class ShardWorld implements World {
  private static final int LASTING = 3;

  private final Weather weather;
  private final Tally tally =
      new Tally("close", "fail", "cancel", "deadline", "try", "refused", "select");

  ShardWorld() {
    this(Weather.FOUL);
  }

  ShardWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    Town town = new Town();
    for (int i = 0; i < LASTING; i++) {
      simulation.host("shard " + i, town::run);
    }
    if (weather == Weather.FOUL) {
      simulation.service("crashing", town::receiveOnly).faults(Faults.of(Fault.CRASH));
    }
    simulation.atEnd("all that was taken was received", town::check).limit(Duration.ofMinutes(5));
  }

  private final class Town {
    private final List<Box> boxes = new ArrayList<>();
    private int senders;
    private int done;

    void check() {
      boxes.forEach(Box::check);
    }

    /// One that is there until it crashes; its mailbox ends with it.
    void receiveOnly() {
      Box own = new Box(tally);
      boxes.add(own);
      try {
        own.receiveAll();
      } finally {
        own.lose();
      }
      Task.sleep(Duration.ofDays(1));
    }

    void run() {
      Box own = new Box(tally);
      boxes.add(own);
      Scope.join(scope -> {
        for (int i = Choice.between(1, 3); i > 0; i--) {
          scope.start("receiver " + i, own::receiveAll);
        }
        while (boxes.size() < LASTING) {
          Task.sleep(Duration.ofMillis(1));
        }
        Scope.join(this::send);
        done++;
        while (done < LASTING) {
          Task.sleep(Duration.ofMillis(1));
        }
        own.mailbox.close();
      });
    }

    private void send(Scope scope) {
      List<Actor> actors = new ArrayList<>();
      for (int i = Choice.between(1, 4); i > 0; i--) {
        Actor actor = new Actor();
        int sender = senders++;
        actors.add(actor);
        actor.start(scope, "sender " + sender, () -> send(actor, sender));
      }
      if (weather == Weather.FOUL) {
        trouble(actors);
      }
    }

    private void send(Actor me, int sender) {
      int number = 0;
      for (int left = Choice.between(5, 25); left > 0; left--) {
        Box box = Choice.of(boxes);
        Value value = new Value(sender, number++);
        switch (Choice.between(0, 7)) {
          case 0 -> me.sleep(Choice.upTo(3));
          case 1 -> box.trySend(value);
          case 2, 3 -> sendInTime(me, box, value);
          default -> box.send(value);
        }
      }
    }

    private void sendInTime(Actor me, Box box, Value value) {
      if (weather == Weather.FAIR) {
        box.send(value);
      } else if (!me.within(Choice.upTo(2).plusNanos(1), () -> box.send(value))) {
        tally.count("deadline");
      }
    }

    private void trouble(List<Actor> actors) {
      for (int left = Choice.between(0, 3); left > 0; left--) {
        Task.sleep(Choice.upTo(5));
        tally.count("cancel");
        Choice.of(actors).cancel();
      }
      if (Choice.oneOf(4)) {
        Box box = Choice.of(boxes);
        if (Choice.oneOf(2)) {
          tally.count("close");
          box.mailbox.close();
        } else {
          tally.count("fail");
          box.lose();
          box.mailbox.fail(new IllegalStateException("given up"));
        }
      }
    }
  }
}
