package io.weightless.check.world;

import io.weightless.check.world.Errands.Errand;
import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.HttpClient;
import io.weightless.net.Address;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Conditions;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// HTTP clients on some hosts, each with tasks that share its connections, and HTTP servers on
/// others, which end idle connections, and crash. Tasks abandon responses, and have little time.
///
/// The oracle knows what each request was, and each server counts what it was asked to do. What may
/// do harm twice is never done twice, and nothing more than twice. A response is the one to the
/// request it was given for, from the host that was asked. There are never more connections than
/// there may be, and when a client is closed it has neither connections nor tasks. One run in three
/// has patient tasks and faults that harm nobody, and there everything is answered.
final class HttpClientWorld implements World {
  private static final Logger LOG = Logger.getLogger("io.weightless.http");

  private static final ClientLimits FEW =
      ClientLimits.DEFAULT
          .with(new ClientLimits.Connections(3, 2, 100))
          .with(
              new ClientLimits.Times(
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(2),
                  Duration.ofMillis(300),
                  Duration.ofSeconds(20)));

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "GET",
          "PUT",
          "POST",
          "STREAMED",
          "EXPECTS",
          "answered",
          "abandoned",
          "late",
          "failed",
          "done twice");

  HttpClientWorld() {
    this(Weather.FOUL);
  }

  HttpClientWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    LOG.setLevel(Level.OFF); // servers lose their clients here all the time
    boolean isStrict = weather.isStrict(simulation.seed());
    Run run = new Run(isStrict);
    simulation
        .service("server-a", () -> run.serve("server-a"))
        .service("server-b", () -> run.serve("server-b"))
        .host("client 1", run::ask)
        .host("client 2", run::ask)
        .network(Conditions.DEFAULT.withWindow(16 * 1024))
        .faults(weather.faults(isStrict))
        .always("nothing is done too often, or for another", run.errands::isRight)
        .atEnd("the errands are in order", run.errands::check);
  }

  private final class Run {
    private final boolean isStrict;
    private final Errands errands = new Errands(tally);

    Run(boolean isStrict) {
      this.isStrict = isStrict;
    }

    /// A patient one ends idle connections later than its clients do, so that no request crosses
    /// such an end.
    void serve(String host) throws IOException {
      Limits.Times times =
          new Limits.Times(
              isStrict ? Duration.ofMinutes(1) : Duration.ofMillis(700),
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              100);
      Limits limits = Limits.DEFAULT.with(times);
      Address address = new Address("0.0.0.0", 80);
      Scope.join(scope ->
          HttpServer.listen(
              scope, address, request -> errands.run(host, request), limits, AccessLog.NONE));
    }

    void ask() throws IOException {
      HttpClient client = HttpClient.open(FEW, TlsClient.DEFAULT);
      try (client) {
        Scope.join(scope -> {
          for (int i = 0; i < 4; i++) {
            scope.start("asker " + i, () -> askSome(client));
          }
        });
      }
      Task.sleep(Duration.ofSeconds(1));
      errands.that(client.connections() == 0, "a closed client has connections");
      errands.that(
          Reactor.current().tasks().size() == 1, "left by a client: " + Reactor.current().tasks());
    }

    private void askSome(HttpClient client) {
      for (int left = Choice.between(3, 8); left > 0; left--) {
        Errand errand = errands.any();
        boolean isHasty = !isStrict && Choice.oneOf(4);
        Duration most = isHasty ? Choice.upTo(300) : Duration.ofMinutes(5);
        try {
          Scope.join(Deadline.after(most), _ -> errand.ask(client));
        } catch (DeadlineExceeded _) {
          tally.count("late");
          errands.that(isHasty, "nobody answers " + errand);
        } catch (IOException failure) {
          tally.count("failed");
          errands.that(!isStrict, errand + " failed: " + failure);
        }
        errands.that(client.connections() <= 3, "there are too many connections");
        Task.sleep(Choice.upTo(Choice.oneOf(3) ? 3_000 : 100));
      }
    }
  }
}
