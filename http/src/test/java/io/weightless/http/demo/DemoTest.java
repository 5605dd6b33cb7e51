package io.weightless.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import org.junit.jupiter.api.Test;

final class DemoTest {
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
}
