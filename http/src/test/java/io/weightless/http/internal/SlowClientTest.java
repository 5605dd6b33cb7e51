package io.weightless.http.internal;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import io.weightless.http.kit.World.Served;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Clients that take their time, on virtual time.
final class SlowClientTest {
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(10_000), ISO_8859_1));
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n";
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aBodyThatStallsForTenSecondsEndsTheConnection() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          READ,
          served -> {
            served.client().send(POST + "x".repeat(5000));
            pass(Duration.ofMillis(9_999));
            assertThat(isClosed(served)).isFalse();
            pass(Duration.ofMillis(1));
            assertThat(isClosed(served)).isTrue();
          });
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void anEmptyLineInFrontDoesNotBeginTheTimeOfAHead() throws Exception {
    World.serve(
        _ -> Response.ok("hello"),
        served -> {
          served.client().send("\r");
          pass(SECOND);
          served.client().send("\n");
          pass(Duration.ofSeconds(30));
          served.client().send("GET / HTTP/1.1\r\n");
          pass(Duration.ofSeconds(9));
          served.client().send("Host: a\r\n\r\n");

          assertThat(served.client().receive().body()).isEqualTo("hello");
        });
  }

  @Test
  void aBodyThatDripsIsGivenUpSoon() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(POST);
          for (int i = 0; i < 10; i++) {
            pass(SECOND);
            assertThat(isClosed(served)).isFalse();
            served.client().send("x");
          }
          pass(SECOND);
          assertThat(isClosed(served)).isTrue();
        });
  }

  @Test
  void whatABodyHasDeliveredFastDoesNotPayForADripLater() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(POST + "x".repeat(9_000));
          for (int i = 0; i < 10; i++) {
            pass(SECOND);
            served.client().send("x");
          }
          pass(SECOND);
          assertThat(isClosed(served)).isTrue();
        });
  }

  @Test
  void pausesOfASecondAreFine() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(POST);
          for (int i = 0; i < 100; i++) {
            pass(SECOND);
            served.client().send("x".repeat(100));
          }
          assertThat(served.client().receive().body()).hasSize(10_000);
        });
  }

  @Test
  void aHandlerThatIsSlowToReadIsNotBlamedOnTheClient() throws Exception {
    World.serve(
        request -> {
          pass(Duration.ofMinutes(1));
          return READ.handle(request);
        },
        served -> {
          served.client().send(POST);
          pass(Duration.ofSeconds(65));
          served.client().send("x".repeat(10_000));
          assertThat(served.client().receive().status()).isEqualTo(200);
        });
  }

  @Test
  void aClientThatDoesNotReadForThirtySecondsIsReset() throws Exception {
    World.serve(
        _ -> Response.ok("x".repeat(100_000)),
        served -> {
          served.wire().server().window(1000);
          served.client().send(GET);
          pass(Duration.ofSeconds(30));
          assertThat(isClosed(served)).isFalse();
          pass(Duration.ofSeconds(3)); // what was taken at once still counted at the first look
          assertThat(served.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void aClientThatSendsRequestsAndDoesNotReadIsReset() throws Exception {
    World.serve(
        _ -> Response.ok("x".repeat(1_000)),
        served -> {
          served.wire().server().window(1000);
          served.client().send(GET.repeat(100));
          pass(Duration.ofSeconds(33));
          assertThat(served.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void aClientThatReadsAtTheLeastRateGetsAllOfIt() throws Exception {
    World.serve(
        _ -> Response.ok("x".repeat(10_000)),
        served -> {
          served.wire().server().window(100);
          served.wire().client().readLimit(100);
          served.client().send(GET);
          int received = 0;
          while (received < 10_000) {
            pass(SECOND);
            assertThat(isClosed(served)).isFalse();
            received += served.wire().client().read().remaining();
          }
        });
  }

  @Test
  void aClientThatReadsADripIsReset() throws Exception {
    World.serve(
        _ -> Response.ok("x".repeat(10_000)),
        served -> {
          served.wire().server().window(100);
          served.wire().client().readLimit(1);
          served.client().send(GET);
          for (int i = 0; i < 31; i++) {
            pass(SECOND);
            served.wire().client().read();
          }
          pass(SECOND);
          assertThat(served.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void aClientThatReadsADripOfSmallPartsIsReset() throws Exception {
    Handler endless =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      while (true) {
                        sink.write(ByteBuffer.wrap(new byte[] {'x'}));
                      }
                    }));
    World.serve(
        endless,
        served -> {
          served.wire().server().window(100);
          served.wire().client().readLimit(6); // one chunk
          served.client().send(GET);
          int seconds = 0;
          while (!isClosed(served)) {
            served.wire().client().read();
            pass(SECOND);
            seconds++;
          }
          assertThat(served.wire().server().isReset()).isTrue();
          assertThat(seconds).isBetween(30, 40);
        });
  }

  @Test
  void aStreamThatPausesItselfIsNotBlamedOnTheClient() throws Exception {
    Handler slow =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      for (int i = 0; i < 3; i++) {
                        sink.write(ByteBuffer.wrap(new byte[] {'x'}));
                        pass(Duration.ofMinutes(2));
                      }
                    }));
    World.serve(
        slow,
        served -> {
          served.client().send(GET);
          assertThat(served.client().receive().body()).isEqualTo("xxx");
        });
  }

  @Test
  void aClientMaySendForHalfAMinuteAfterItsLastResponse() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send("GET / HTTQ\r\n");
          assertThat(served.client().receive().status()).isEqualTo(400);
          for (int i = 0; i < 29; i++) {
            pass(SECOND);
            assertThat(isClosed(served)).isFalse();
            served.client().send("x");
          }
          pass(SECOND);
          assertThat(isClosed(served)).isTrue();
        });
  }

  @Test
  void aClientThatIsSilentAfterItsLastResponseIsClosedSoon() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send("GET / HTTQ\r\n");
          assertThat(served.client().rest()).startsWith("HTTP/1.1 400");
          pass(SECOND);
          assertThat(isClosed(served)).isFalse();
          pass(SECOND);
          assertThat(isClosed(served)).isTrue();
          assertThatThrownBy(() -> served.client().send("x")).isInstanceOf(IOException.class);
        });
  }

  private static boolean isClosed(Served served) {
    settle();
    return served.wire().server().isClosed();
  }
}
