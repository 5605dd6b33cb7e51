package io.weightless.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DemoTest {
  private static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1
      Host: a
      Origin: https://b
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """;

  private static final Handler DEMO = new Demo(_ -> Response.of(Status.NOT_FOUND));

  @Test
  void aTypeThatIsTooLongToBeSaidAgainIsRefused() throws Exception {
    World.serve(
        DEMO,
        served -> {
          String post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Type: ";
          served.client().send(post + "x".repeat(1024) + "\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(200);
          served.client().send(post + "x".repeat(1025) + "\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(400);
        });
  }

  @Test
  void plaintextSaysHello() throws Exception {
    World.serve(
        DEMO,
        served -> {
          Answer answer = served.client().get("/plaintext");

          assertThat(answer.body()).isEqualTo("Hello, World!");
          assertThat(answer.field("Content-Type")).startsWith("text/plain");
        });
  }

  @Test
  void echoSendsTheBodyBack() throws Exception {
    World.serve(
        DEMO,
        served -> {
          String head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/x\r\n";
          served.client().send(head + "Content-Length: 5\r\n\r\nhello");
          Answer answer = served.client().receive();

          assertThat(answer.body()).isEqualTo("hello");
          assertThat(answer.field("Content-Type")).isEqualTo("text/x");
          served.client().send("POST /echo HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().receive().field("Content-Length")).isEqualTo("0");
        });
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    World.serve(
        DEMO,
        served -> {
          assertThat(served.client().get("/echo").field("Allow")).isEqualTo("POST, OPTIONS");
          served.client().send("POST /plaintext HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().receive().field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
          assertThat(served.client().get("/").status()).isEqualTo(404);
        });
  }

  @Test
  void wsSendsBackWhatItGets() throws Exception {
    World.serve(
        DEMO,
        served -> {
          served.client().send(HANDSHAKE.replace("\n", "\r\n"));
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          served.client().send("\u0081\u0083\0\0\0\0abc\u0088\u0080\0\0\0\0");
          served.client().endOutput();

          assertThat(served.client().rest()).isEqualTo("\u0081\u0003abc\u0088\0");
        });
  }

  @Test
  void sseTellsTheTimeEverySecondAndGoesOnWhereItWas() throws Exception {
    World.serve(
        DEMO,
        served -> {
          served.client().send("GET /sse HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 7\r\n\r\n");
          Answer head = served.client().receiveHead();
          assertThat(head.field("Content-Type")).isEqualTo("text/event-stream");
          World.pass(Duration.ofMillis(1500));
          served.service().drain();
          served.connection().drain();

          assertThat(served.client().rest())
              .contains("id: 8\ndata: 2000-01-01T00:00:00Z", "id: 9\ndata: 2000-01-01T00:00:01Z")
              .doesNotContain("id: 10");
          World.pass(Duration.ofSeconds(1)); // which its last timer waits for
        });
  }
}
