package io.weightless.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.internal.HttpConnection;
import io.weightless.http.internal.Service;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/// A reactor on virtual time, with a network in memory.
public final class World {
  /// What a test does with one connection.
  @FunctionalInterface
  public interface Session {
    void run(Served served) throws Exception;
  }

  /// A connection that is being served, seen from the client's side.
  public record Served(Client client, Wire wire, Service service, HttpConnection connection) {}

  private World() {}

  /// Runs `body` as a task; nothing of it may be left when it has returned.
  public static void run(Work<Exception> body) throws Exception {
    try (Reactor reactor =
        Reactor.open(
            new VirtualClock(), new SplittableRandom(1), io.weightless.reactor.Limits.DEFAULT)) {
      reactor.attach(Network.class, new MemoryNetwork());
      reactor.attach(Files.class, new DiskFiles());
      reactor.run(body);
      assertThat(reactor.tasks()).isEmpty();
    }
  }

  /// Serves one connection with `handler`.
  public static void serve(Handler handler, Session session) throws Exception {
    serve(handler, Limits.DEFAULT, AccessLog.NONE, session);
  }

  public static void serve(Handler handler, Limits limits, AccessLog log, Session session)
      throws Exception {
    run(() -> serveHere(handler, limits, log, session));
  }

  private static void serveHere(Handler handler, Limits limits, AccessLog log, Session session)
      throws Exception {
    Wire wire = new Wire();
    Service service = new Service(handler, limits, log, ByteBuffer::allocateDirect);
    Scope.run(scope -> {
      HttpConnection connection = new HttpConnection(service, wire.server());
      scope.start("connection", connection::run);
      try (Client client = new Client(wire.client())) {
        session.run(new Served(client, wire, service, connection));
      }
      return null;
    });
    assertThat(wire.server().isClosed()).isTrue();
  }

  /// Lets everything happen that can happen now: nothing takes a third of these turns.
  public static void settle() {
    for (int i = 0; i < 20; i++) {
      Task.yield();
    }
  }

  /// Lets everything happen that can happen until `time` has passed.
  public static void pass(Duration time) {
    Task.sleep(time);
    settle();
  }
}
