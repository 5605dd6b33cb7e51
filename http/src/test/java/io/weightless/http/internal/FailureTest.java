package io.weightless.http.internal;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients that send rubbish, dawdle or vanish, and handlers that fail.
final class FailureTest {
  private static final Handler HELLO = _ -> Response.ok("hello");
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  static Stream<String> rubbish() {
    return Stream.of(
        "\0",
        "\u0016\u0003\u0001",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/3.0\r\n\r\n",
        "GET /" + "x".repeat(8192),
        "GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(101),
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("rubbish")
  void rubbishGetsOneResponseAndTheEnd(String rubbish) throws Exception {
    World.serve(
        HELLO,
        served -> {
          served.client().send(rubbish + GET);

          Answer answer = served.client().receive();
          assertThat(answer.status()).isBetween(400, 505);
          assertThat(answer.field("Connection")).isEqualTo("close");
          assertThat(answer.field("Date")).isNotEmpty();
          served.client().send(GET);
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void rubbishBehindGoodRequestsDoesNotHurtThem() throws Exception {
    World.serve(
        HELLO,
        served -> {
          served.client().send(GET + GET + "rubbish\r\n\r\n" + GET);

          assertThat(served.client().receive().body()).isEqualTo("hello");
          assertThat(served.client().receive().body()).isEqualTo("hello");
          assertThat(served.client().receive().status()).isEqualTo(400);
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aClientThatGoesOnSendingStillSeesTheResponse() throws Exception {
    World.serve(
        HELLO,
        served -> {
          served.client().send("rubbish\r\n");
          settle();
          served.client().send("more rubbish");
          pass(Duration.ofSeconds(1));

          assertThat(served.client().receive().status()).isEqualTo(400);
          assertThat(served.wire().server().isClosed()).isFalse();
          pass(Duration.ofSeconds(1));
          assertThat(served.wire().server().isClosed()).isTrue();
        });
  }

  @Test
  void aHandlerThatFailsIs500AndOneEntryInTheLog() throws Exception {
    List<Throwable> failures =
        List.of(new Exception("no"), new StackOverflowError(), new IOException("disk"));
    for (Throwable failure : failures) {
      try (Log log = Log.capture()) {
        World.serve(
            request -> request.path().equals("/") ? HELLO.handle(request) : thrown(failure),
            served -> {
              Answer answer = served.client().get("/fails");
              assertThat(answer.status()).isEqualTo(500);
              assertThat(answer.body()).doesNotContain("no", "disk");
              assertThat(served.client().get("/").body()).isEqualTo("hello");
            });
        assertThat(log.messages()).hasSize(1);
        assertThat(log.messages().getFirst()).contains("GET /fails HTTP/1.1");
      }
    }
  }

  @Test
  void anAccessLogThatFailsIsSaidOnceAndChangesNothing() throws Exception {
    AccessLog full =
        _ -> {
          throw new IllegalStateException("the disk is full");
        };
    try (Log log = Log.capture()) {
      World.serve(
          HELLO,
          Limits.DEFAULT,
          full,
          served -> {
            assertThat(served.client().get("/").body()).isEqualTo("hello");
            assertThat(served.client().get("/").body()).isEqualTo("hello");
            served.client().send("rubbish\r\n\r\n");
            assertThat(served.client().receive().status()).isEqualTo(400);
            assertThat(served.client().rest()).isEmpty();
          });
      assertThat(log.messages()).hasSize(1);
      assertThat(log.messages().getFirst()).contains("the access log failed");
    }
  }

  @Test
  void idleTimeBeginsWhenAResponseThatHadToWaitHasEnded() throws Exception {
    World.serve(
        _ -> Response.ok("x".repeat(100_000)),
        served -> {
          served.wire().server().window(1000);
          served.client().send(GET);
          pass(Duration.ofSeconds(29));
          assertThat(served.client().receive().body()).hasSize(100_000);
          settle();
          pass(Duration.ofSeconds(59));
          assertThat(served.wire().server().isClosed()).isFalse();
          pass(Duration.ofSeconds(1));
          assertThat(served.wire().server().isClosed()).isTrue();
        });
  }

  @Test
  @SuppressWarnings("NullAway")
  void aHandlerWithoutAResponseIs500() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ -> null, served -> assertThat(served.client().get("/").status()).isEqualTo(500));
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aHandlerMayRefuse() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ -> {
            throw new BadRequest(Status.CONFLICT, "not now");
          },
          served -> {
            Answer answer = served.client().get("/");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("not now");
            assertThat(served.client().get("/").status()).isEqualTo(409);
          });
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void anIdleConnectionIsClosedAfterAMinute() throws Exception {
    World.serve(
        HELLO,
        served -> {
          pass(Duration.ofSeconds(59));
          assertThat(served.client().get("/").body()).isEqualTo("hello");
          pass(Duration.ofSeconds(59));
          assertThat(served.wire().server().isClosed()).isFalse();
          pass(Duration.ofSeconds(1));
          assertThat(served.wire().server().isClosed()).isTrue();
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aHeadThatDripsIs408AfterTenSeconds() throws Exception {
    World.serve(
        HELLO,
        served -> {
          pass(Duration.ofSeconds(30));
          for (int i = 0; i < 9; i++) {
            served.client().send(GET.substring(i, i + 1));
            pass(Duration.ofSeconds(1));
          }
          assertThat(served.wire().client().waiting()).isZero();
          pass(Duration.ofSeconds(1));

          assertThat(served.client().receive().status()).isEqualTo(408);
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aHeadHasTenSecondsAlsoBehindAnother() throws Exception {
    World.serve(
        HELLO,
        served -> {
          served.client().send(GET + "GET ");
          assertThat(served.client().receive().body()).isEqualTo("hello");
          pass(Duration.ofSeconds(9));
          served.client().send(GET.substring(4) + "G");
          assertThat(served.client().receive().body()).isEqualTo("hello");
          pass(Duration.ofSeconds(9));
          assertThat(served.wire().client().waiting()).isZero();
          pass(Duration.ofSeconds(1));
          assertThat(served.client().receive().status()).isEqualTo(408);
        });
  }

  @Test
  void aSlowHandlerIsNobodysTimeout() throws Exception {
    World.serve(
        _ -> {
          Task.sleep(Duration.ofHours(1));
          return Response.ok("late");
        },
        served -> assertThat(served.client().get("/").body()).isEqualTo("late"));
  }

  @Test
  void aClientThatVanishesIsForgotten() throws Exception {
    String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na";
    try (Log log = Log.capture()) {
      for (String sent : List.of("", "GET", GET, post, GET + "GET")) {
        World.serve(
            request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1)),
            served -> {
              served.client().send(sent);
              settle();
              served.client().close();
              settle();
              assertThat(served.wire().server().isClosed()).isTrue();
            });
      }
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void aRequestThatEndsTooEarlyIs400() throws Exception {
    String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na";
    for (String sent : List.of("GET", GET.substring(0, 20), post)) {
      World.serve(
          request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1)),
          served -> {
            served.client().send(sent);
            served.client().endOutput();

            assertThat(served.client().receive().status()).isEqualTo(400);
            assertThat(served.client().rest()).isEmpty();
          });
    }
  }

  @Test
  void cancellingAConnectionClosesItWhereverItWaits() throws Exception {
    for (String sent : List.of("", "GET", GET, GET + "GET")) {
      World.run(() -> {
        Wire wire = new Wire();
        AtomicBoolean unwound = new AtomicBoolean();
        Service service = service(slow(unwound));
        Scope.run(scope -> {
          HttpConnection connection = new HttpConnection(service, wire.server());
          Task<?> task = scope.start("connection", connection::run);
          new Client(wire.client()).send(sent);
          settle();
          task.cancel("enough");
          settle();
          assertThat(wire.server().isClosed()).isTrue();
          return null;
        });
        assertThat(unwound.get()).isEqualTo(sent.startsWith(GET));
      });
    }
  }

  private static Service service(Handler handler) {
    return new Service(handler, Limits.DEFAULT, AccessLog.NONE, ByteBuffer::allocateDirect);
  }

  private static Handler slow(AtomicBoolean unwound) {
    return _ -> {
      try {
        Task.sleep(Duration.ofDays(1));
        return Response.ok("");
      } finally {
        unwound.set(true);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> Response thrown(Throwable failure) throws X {
    throw (X) failure;
  }
}
