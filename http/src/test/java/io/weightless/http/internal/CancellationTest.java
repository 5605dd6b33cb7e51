package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Handlers that end as if they were cancelled, and are or are not.
final class CancellationTest {
  private static final Handler HELLO = _ -> Response.ok("hello");
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void aCancellationThatStraysInIs500AndOneEntryInTheLog() throws Exception {
    List<Cancelled> kept = new ArrayList<>();
    Handler stray =
        _ -> {
          Scope.run(scope -> scope.start("ends early", () -> keep(scope, kept)));
          return thrown(kept.getFirst());
        };
    try (Log log = Log.capture()) {
      World.serve(
          request -> request.path().equals("/") ? HELLO.handle(request) : stray.handle(request),
          served -> {
            assertThat(served.client().get("/strays").status()).isEqualTo(500);
            assertThat(served.client().get("/").body()).isEqualTo("hello");
          });
      assertThat(kept).hasSize(1);
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void anInterruptOfTheHandlersOwnIs500AndOneEntryInTheLog() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ -> thrown(new InterruptedException()),
          served -> assertThat(served.client().get("/").status()).isEqualTo(500));
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aHandlerThatIsInterruptedByACancellationIsNoFailure() throws Exception {
    Handler interrupted =
        _ -> {
          try {
            Task.sleep(Duration.ofDays(1));
          } catch (Cancelled _) {
            throw new InterruptedException();
          }
          return Response.ok("");
        };
    try (Log log = Log.capture()) {
      World.run(() -> {
        Wire wire = new Wire();
        Service service =
            new Service(interrupted, Limits.DEFAULT, AccessLog.NONE, ByteBuffer::allocateDirect);
        Client client = new Client(wire.client());
        Scope.run(scope -> {
          HttpConnection connection = new HttpConnection(service, wire.server());
          Task<?> task = scope.start("connection", connection::run);
          client.send(GET);
          settle();
          task.cancel("enough");
          return null;
        });
        assertThat(wire.server().isClosed()).isTrue();
        assertThat(client.rest()).isEmpty();
      });
      assertThat(log.messages()).isEmpty();
    }
  }

  /// Ends by the cancellation of `scope`, and keeps it.
  private static void keep(Scope scope, List<Cancelled> kept) {
    scope.cancel("for its cancellation");
    try {
      Suspension.checkpoint();
    } catch (Cancelled cancelled) {
      kept.add(cancelled);
      throw cancelled;
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> Response thrown(Throwable failure) throws X {
    throw (X) failure;
  }
}
