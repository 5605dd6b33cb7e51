package io.weightless.check.world;

import io.weightless.check.world.Visit.Manner;
import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.websocket.WebSocketLimits;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Conditions;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A chat over WebSocket: a room on a host that crashes and is drained now and then, and guests on
/// others, who speak with two tasks at once, give up lines, listen slowly or not at all, leave, and
/// vanish. Some compress.
///
/// The oracle knows what each guest said, and what was told while it was in the room. What comes to
/// the room is what its guest said, in the order of each task. What a guest hears is the beginning
/// of what it was told; and all of it, if the room closed the connection because the guest said
/// bye. Nobody waits for ever, and when all guests are gone, so are their connections and tasks.
/// One run in three has good guests and faults that harm nobody, and there everything is heard.
final class ChatWorld implements World {
  private static final Logger LOG = Logger.getLogger("io.weightless.http");

  private static final WebSocketLimits TIGHT =
      WebSocketLimits.DEFAULT.times(Duration.ofMillis(500), Duration.ofSeconds(1));

  /// By then all connections are over, since nobody uses them any more.
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /// A visit ends, whatever becomes of it, within so long of its time.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "POLITE",
          "SLOW",
          "LEAVES",
          "VANISHES",
          "STALLS",
          "in parts",
          "given up",
          "heard all",
          "cut",
          "late",
          "unreachable",
          "room closed",
          "drained");

  ChatWorld() {
    this(Weather.FOUL);
  }

  ChatWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    LOG.setLevel(Level.OFF); // connections break here all the time
    boolean isStrict = weather.isStrict(simulation.seed());
    Run run = new Run(isStrict);
    simulation
        .service("server", run::serve)
        .host("guests 1", run::visit)
        .host("guests 2", run::visit)
        .host("guests 3", run::visit)
        .host("end", run::awaitEnd)
        .network(Conditions.DEFAULT.withWindow(16 * 1024))
        .faults(weather.faults(isStrict))
        .always("what is heard was told, and what is told was said", run.gossip::isRight)
        .atEnd("the gossip is right", run.gossip::check);
  }

  private final class Run {
    private static final int HOSTS = 3;

    private final boolean isStrict;
    private final WebSocketLimits limits;
    private final Gossip gossip = new Gossip();
    private int done;

    /// All guests are gone, and the room knows it.
    private boolean isSettled;

    private boolean isProbed;
    private boolean isClosed;

    Run(boolean isStrict) {
      this.isStrict = isStrict;
      limits = isStrict ? WebSocketLimits.DEFAULT : TIGHT;
    }

    /// Until all is done; perhaps with a pause in the middle, as an update makes one.
    void serve() throws IOException {
      while (!isClosed) {
        serveOnce(isStrict || Choice.oneOf(2) ? null : Choice.upTo(4_000));
      }
      Task.sleep(Duration.ofDays(1));
    }

    private void serveOnce(@Nullable Duration until) throws IOException {
      Room room = new Room(gossip, limits, isStrict ? 10_000 : 8);
      boolean isLast =
          Scope.<Boolean, IOException>run(scope -> {
            HttpServer server =
                HttpServer.listen(
                    scope, new Address("0.0.0.0", 80), room::enter, Limits.DEFAULT, AccessLog.NONE);
            long began = now();
            while (!isProbed && !isTime(began, until)) {
              Task.sleep(Duration.ofMillis(100));
              settle(server);
            }
            boolean all = isProbed;
            server.drain(Choice.upTo(3_000));
            tally.count("drained");
            gossip.that(server.connections() == 0, server.connections() + " connections left");
            return all;
          });
      gossip.that(room.size() == 0, room.size() + " guests are left in a closed room");
      Task.sleep(Duration.ofMillis(1)); // a task that was told of the end may have to run yet
      nothingIsLeft();
      isClosed = isLast;
    }

    private static boolean isTime(long began, @Nullable Duration until) {
      return until != null
          && now() < Weather.BAD_TIMES.toNanos()
          && now() - began >= until.toNanos();
    }

    private void settle(HttpServer server) {
      if (done < HOSTS || isSettled || now() < Weather.BAD_TIMES.toNanos()) {
        return;
      }
      isSettled = server.connections() == 0;
      gossip.that(
          now() <= SETTLED.toNanos(), "all guests are gone, and these are left: " + tasks());
    }

    private void nothingIsLeft() {
      gossip.that(tasks().size() == 1, "left: " + tasks());
    }

    void visit() {
      for (int left = Choice.between(2, 5); left > 0; left--) {
        Scope.join(
            Deadline.after(PATIENCE),
            scope -> {
              scope.start("one", this::visitOnce);
              if (Choice.oneOf(2)) {
                scope.start("other", this::visitOnce);
              }
            });
        gossip.check();
        if (Choice.oneOf(2)) {
          Task.sleep(Choice.upTo(2_000));
        }
      }
      Task.sleep(Duration.ofSeconds(1));
      nothingIsLeft();
      done++;
    }

    private void visitOnce() {
      List<Manner> all = List.of(Manner.values());
      Manner manner = Choice.of(isStrict ? all.subList(0, 3) : all);
      if (!new Visit(gossip, tally, manner, isStrict, Choice.between(1, 6)).run(limits)) {
        Task.sleep(Choice.upTo(1_000)); // and then another one tries again
      }
    }

    /// Whatever has happened, the room serves a guest as at the beginning.
    void awaitEnd() {
      while (!isSettled) {
        Task.sleep(Duration.ofMillis(250));
      }
      boolean isServed = new Visit(gossip, tally, Manner.POLITE, true, 2).run(limits);
      gossip.that(isServed, "a guest was not served at the end");
      isProbed = true;
      while (!isClosed) {
        Task.sleep(Duration.ofMillis(250));
      }
    }
  }

  private static List<?> tasks() {
    return Reactor.current().tasks();
  }

  private static long now() {
    return Reactor.current().clock().nanos();
  }
}
