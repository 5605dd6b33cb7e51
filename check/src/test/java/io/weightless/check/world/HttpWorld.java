package io.weightless.check.world;

import io.weightless.check.world.Conversation.Manner;
import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Conditions;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The HTTP server on a host, and clients on others: kept-alive, pipelined, with streamed bodies,
/// with handlers that fail and bodies that are cut; some clients read slowly, stall, close one
/// direction, hang up or vanish. The network does all that a network does, and the server crashes
/// and is drained now and then.
///
/// The oracle is a ledger of all requests, each with a number of its own and a body that is made of
/// it. Nothing is handled that was not asked, or twice. The answers of a connection come in the
/// order of its requests, each with its number and its body: all of it, or a beginning of it that
/// does not look whole. Behind an answer that ends the connection nothing comes. Nobody waits for
/// ever. One run in three has good clients and faults that harm nobody, and there everything is
/// answered. When the server has been drained, which takes no longer than it was given, no
/// connection and no task of it is left, and if it says that it answered all, none was cut. When
/// all clients are gone, so are their connections, and the server has room again.
final class HttpWorld implements World {
  private static final Logger LOG = Logger.getLogger("io.weightless.http");
  private static final Address SERVER = new Address("server", 80);

  private static final Limits TIGHT =
      Limits.DEFAULT
          .with(new Limits.Connections(3, 2, 256 * 1024))
          .with(
              new Limits.Times(
                  Duration.ofSeconds(3),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(2),
                  Duration.ofSeconds(2),
                  1_000));

  /// By then all connections are over, since nobody uses them any more.
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /// A client is served, or told that it is not, within so long of its time.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "PLAIN",
          "SIZED",
          "STREAMED",
          "ECHO",
          "UNREAD",
          "FAILED",
          "REFUSED",
          "CUT",
          "SHORT",
          "GOOD",
          "SLOW",
          "HALF_CLOSED",
          "VANISHES",
          "HANGS_UP",
          "STALLS",
          "drained",
          "drained in time");

  HttpWorld() {
    this(Weather.FOUL);
  }

  HttpWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    LOG.setLevel(Level.OFF); // handlers fail here all the time
    boolean isStrict = weather.isStrict(simulation.seed());
    Run run = new Run(isStrict);
    simulation
        .service("server", run::serve)
        .host("client 1", run::ask)
        .host("client 2", run::ask)
        .host("client 3", run::ask)
        .host("end", run::awaitEnd)
        .network(Conditions.DEFAULT.withWindow(16 * 1024))
        .faults(weather.faults(isStrict))
        .always("nothing is handled but what was asked, once", run.ledger::isRight)
        .atEnd("the ledger is in order", run.ledger::check);
  }

  private final class Run {
    private static final int CLIENTS = 3;

    private final boolean isStrict;
    private final Ledger ledger = new Ledger();
    private final Service service = new Service(ledger, tally);
    private int done;

    /// All clients are done, and all their connections are over at the server too.
    private boolean isSettled;

    private boolean isProbed;
    private boolean isDrained;

    Run(boolean isStrict) {
      this.isStrict = isStrict;
    }

    /// Until all is done; perhaps with a pause in the middle, as an update makes one.
    void serve() throws IOException {
      while (!isDrained) {
        serveOnce(isStrict || Choice.oneOf(2) ? null : Choice.upTo(4_000));
      }
      Task.sleep(Duration.ofDays(1));
    }

    private void serveOnce(@Nullable Duration until) throws IOException {
      Limits limits = isStrict ? Limits.DEFAULT : TIGHT;
      boolean last =
          Scope.<Boolean, IOException>run(scope -> {
            HttpServer server =
                HttpServer.listen(
                    scope, new Address("0.0.0.0", 80), service::handle, limits, AccessLog.NONE);
            long began = now();
            while (!isProbed && !isTime(began, until)) {
              Task.sleep(Duration.ofMillis(100));
              settle(server);
            }
            boolean all = isProbed;
            drain(server);
            return all;
          });
      if (tasks().size() != 1) {
        throw new AssertionError("left by the server: " + tasks());
      }
      isDrained = last;
    }

    private static boolean isTime(long began, @Nullable Duration until) {
      return until != null
          && now() < Weather.BAD_TIMES.toNanos()
          && now() - began >= until.toNanos();
    }

    private void settle(HttpServer server) {
      if (done < CLIENTS || isSettled || now() < Weather.BAD_TIMES.toNanos()) {
        return;
      }
      isSettled = server.connections() == 0;
      if (!isSettled && now() > SETTLED.toNanos()) {
        throw new AssertionError("all clients are gone, and these are left: " + tasks());
      }
    }

    private static List<TaskInfo> tasks() {
      return Reactor.current().tasks();
    }

    private void drain(HttpServer server) {
      int cancelled = ledger.cancelledUntilNow();
      long began = now();
      Duration grace = Choice.upTo(3_000);
      boolean answered = server.drain(grace);
      long took = now() - began;
      tally.count("drained");
      if (took > grace.plusSeconds(1).toNanos()) {
        throw new AssertionError("draining took " + Duration.ofNanos(took));
      }
      if (answered) {
        tally.count("drained in time");
      }
      if (answered && ledger.cancelledUntilNow() != cancelled) {
        throw new AssertionError("it says that all was answered, and has cut one off");
      }
      if (server.connections() != 0 || ledger.inService() != 0) {
        throw new AssertionError(
            server.connections() + " connections and " + ledger.inService() + " requests left");
      }
    }

    /// Whatever has happened, the server has room again for as many as at the beginning.
    void awaitEnd() {
      while (!isSettled) {
        Task.sleep(Duration.ofMillis(250));
      }
      Scope.join(scope -> {
        scope.start("probe 1", this::probe);
        scope.start("probe 2", this::probe);
      });
      isProbed = true;
      while (!isDrained) {
        Task.sleep(Duration.ofMillis(250));
      }
    }

    void ask() throws IOException {
      for (int left = Choice.between(2, 6); left > 0; left--) {
        Scope.join(
            Deadline.after(PATIENCE),
            scope -> {
              scope.start("one", this::converse);
              if (Choice.oneOf(4)) {
                scope.start("other", this::converse);
              }
            });
        ledger.check();
        if (Choice.oneOf(2)) {
          Task.sleep(Choice.upTo(2_000));
        }
      }
      done++;
    }

    private void probe() {
      try (Stream stream = connect()) {
        Objects.requireNonNull(stream, "nobody listens");
        new Conversation(ledger, Manner.GOOD, true, stream).run();
      }
    }

    private void converse() {
      Manner manner = manner();
      tally.count(manner.name());
      try (Stream stream = connect()) {
        if (stream != null) {
          new Conversation(ledger, manner, isStrict, stream).run();
        }
      }
    }

    private Manner manner() {
      List<Manner> all = List.of(Manner.values());
      return Choice.oneOf(2) ? Manner.GOOD : Choice.of(isStrict ? all.subList(0, 3) : all);
    }

    private @Nullable Stream connect() {
      for (int attempts = 20; attempts > 0; attempts--) {
        try {
          return Reactor.current().service(Network.class).connect(SERVER);
        } catch (IOException refused) {
          Task.sleep(Choice.upTo(1_000)); // it may be down, or not up yet
        }
      }
      return null;
    }
  }

  private static long now() {
    return Reactor.current().clock().nanos();
  }
}
