package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that are ones of HTTP no more.
final class TunnelTest {
  private static final String UPGRADE =
      "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

  @Test
  void behindA101TheConnectionIsTheProtocols() throws Exception {
    World.serve(
        switching(TunnelTest::echo),
        served -> {
          served.client().send(UPGRADE);
          Answer head = served.client().receiveHead();

          assertThat(head.status()).isEqualTo(101);
          assertThat(head.field("Connection")).isEqualTo("upgrade");
          assertThat(head.field("Upgrade")).isEqualTo("echo");
          assertThat(head.head()).doesNotContain("Content-Length", "Transfer-Encoding");
          served.client().send("GET / HTTP/1.1\r\n\r\n");
          served.client().endOutput();
          assertThat(served.client().rest()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
        });
  }

  @Test
  void whatCameBehindTheRequestComesFirst() throws Exception {
    World.serve(
        switching(TunnelTest::echo),
        served -> {
          served.client().send(UPGRADE + "early");
          served.client().endOutput();

          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          assertThat(served.client().rest()).isEqualTo("early");
        });
  }

  @Test
  void whatCameBehindTheRequestIsPassedOnFirst() throws Exception {
    World.serve(
        switching(line -> line.transferTo(line)),
        served -> {
          served.client().send(UPGRADE + "early");
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          served.client().send(" and late");
          served.client().endOutput();

          assertThat(served.client().rest()).isEqualTo("early and late");
        });
  }

  @Test
  void responsesBeforeItGoOutBeforeIt() throws Exception {
    Handler handler =
        request ->
            request.path().equals("/x")
                ? switching(TunnelTest::echo).handle(request)
                : Response.ok("first");
    World.serve(
        handler,
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + UPGRADE);

          assertThat(served.client().receive().body()).isEqualTo("first");
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
        });
  }

  @Test
  void connectIsAnsweredWithoutALength() throws Exception {
    World.serve(
        _ -> Response.of(Status.OK).with(new Body.Tunnel(TunnelTest::echo)),
        served -> {
          served.client().send("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n");
          Answer head = served.client().receiveHead();

          assertThat(head.status()).isEqualTo(200);
          assertThat(head.head()).doesNotContain("Content-Length", "Connection");
          served.client().send("x");
          served.client().endOutput();
          assertThat(served.client().rest()).isEqualTo("x");
        });
  }

  @Test
  void noLimitOfTimeHoldsInIt() throws Exception {
    World.serve(
        switching(TunnelTest::echo),
        served -> {
          served.client().send(UPGRADE);
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          World.pass(Duration.ofDays(1));
          served.client().send("x");
          served.client().endOutput();

          assertThat(served.client().rest()).isEqualTo("x");
        });
  }

  @Test
  void aProtocolIsToldThatTheServerDrains() throws Exception {
    World.serve(
        switching(line -> {
          line.whenDraining(() -> close(line));
          echo(line);
        }),
        served -> {
          served.client().send(UPGRADE);
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          served.connection().drain();

          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aProtocolThatFailsIsTheLogsAndTheConnectionIsReset() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          switching(_ -> {
            throw new IllegalStateException("no idea");
          }),
          served -> {
            served.client().send(UPGRADE);
            settle();

            assertThat(served.wire().server().isReset()).isTrue();
          });
      assertThat(log.messages()).hasSize(1);
      assertThat(log.messages().getFirst()).contains("GET /x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
      })
  void noTunnelBeginsBehindARequestOfAnotherKind(String request) throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          switching(TunnelTest::echo),
          served -> {
            served.client().send(request);

            assertThat(served.client().receive().status()).isEqualTo(500);
          });
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void statusAndTunnelBelongTogether() throws Exception {
    Handler handler =
        request ->
            request.path().equals("/alone")
                ? Response.of(Status.SWITCHING_PROTOCOLS)
                : Response.of(Status.OK).with(new Body.Tunnel(TunnelTest::echo));
    try (Log log = Log.capture()) {
      World.serve(
          handler,
          served -> {
            assertThat(served.client().get("/alone").status()).isEqualTo(500);
            assertThat(served.client().get("/other").status()).isEqualTo(500);
          });
      assertThat(log.messages()).hasSize(2);
    }
  }

  private static Handler switching(Body.Protocol protocol) {
    return _ ->
        Response.of(Status.SWITCHING_PROTOCOLS)
            .with("Upgrade", "echo")
            .with(new Body.Tunnel(protocol));
  }

  private static void echo(Body.Line line) throws IOException {
    for (ByteBuffer part = line.read(); part.hasRemaining(); part = line.read()) {
      line.write(ByteBuffer.wrap(ISO_8859_1.decode(part).toString().getBytes(ISO_8859_1)));
    }
  }

  private static void close(Body.Line line) {
    try {
      line.closeOutput();
    } catch (IOException gone) {
      line.reset();
    }
  }
}
