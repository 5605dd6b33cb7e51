package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.demo.Demo;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Bodies of responses that are streamed.
final class ResponseBodyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String ECHO =
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  void aStreamOfUnknownLengthIsChunked() throws Exception {
    World.serve(
        streaming("ab", "", "c".repeat(5000)),
        served -> {
          Answer answer = served.client().get("/");

          assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
          assertThat(answer.body()).isEqualTo("ab" + "c".repeat(5000));
          assertThat(served.client().get("/").body()).hasSize(5002);
        });
  }

  @Test
  void eachPartIsSentWhenItIsWritten() throws Exception {
    List<String> trail = new ArrayList<>();
    Handler handler =
        _ ->
            stream(sink -> {
              sink.write(bytes("ab"));
              trail.add("written");
              Task.sleep(Duration.ofSeconds(1));
              trail.add("slept");
            });
    World.serve(
        handler,
        served -> {
          served.client().send(GET);
          settle();

          assertThat(trail).containsExactly("written");
          assertThat(served.wire().client().waiting()).isPositive();
          assertThat(served.client().receive().body()).isEqualTo("ab");
        });
  }

  @Test
  void anOldClientGetsAStreamUntilTheEndOfTheConnection() throws Exception {
    World.serve(
        streaming("ab", "c"),
        served -> {
          served.client().send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

          Answer answer = served.client().receive();
          assertThat(answer.field("Connection")).isEqualTo("close");
          assertThat(answer.field("Transfer-Encoding")).isEmpty();
          assertThat(answer.body()).isEqualTo("abc");
        });
  }

  @Test
  void aStreamOfKnownLengthSaysIt() throws Exception {
    World.serve(
        _ -> Response.of(Status.OK).with(new Body.Streamed(3, s -> s.write(bytes("abc")))),
        served -> {
          Answer answer = served.client().get("/");

          assertThat(answer.field("Content-Length")).isEqualTo("3");
          assertThat(answer.body()).isEqualTo("abc");
        });
  }

  @Test
  void anEmptyStreamHasAnEnd() throws Exception {
    World.serve(
        streaming(),
        served -> {
          assertThat(served.client().get("/").body()).isEmpty();
          assertThat(served.client().get("/").body()).isEmpty();
        });
  }

  @Test
  void headDoesNotRunTheWriter() throws Exception {
    World.serve(
        _ ->
            stream(_ -> {
              throw new AssertionError("nobody wants the body");
            }),
        served -> {
          served.client().send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));

          assertThat(served.client().receiveHead().status()).isEqualTo(200);
          assertThat(served.client().receiveHead().status()).isEqualTo(200);
        });
  }

  @Test
  void aWriterIsNoFasterThanItsClient() throws Exception {
    AtomicInteger written = new AtomicInteger();
    Handler handler =
        _ ->
            stream(sink -> {
              for (int i = 0; i < 100; i++) {
                sink.write(ByteBuffer.allocate(1000));
                written.incrementAndGet();
              }
            });
    World.serve(
        handler,
        served -> {
          served.wire().server().window(5000);
          served.client().send(GET);
          settle();

          assertThat(written).hasValueLessThan(6);
          assertThat(served.client().receive().body()).hasSize(100_000);
        });
  }

  @Test
  void aWriterThatFailsAtOnceIs500() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ ->
              stream(_ -> {
                throw new IllegalArgumentException("no");
              }),
          served -> {
            assertThat(served.client().get("/x").status()).isEqualTo(500);
            assertThat(served.client().get("/x").status()).isEqualTo(500);
          });
      assertThat(log.messages()).hasSize(2).allMatch(line -> line.contains("GET /x HTTP/1.1"));
    }
  }

  @Test
  void aWriterThatFailsLaterLeavesABodyThatHasVisiblyNoEnd() throws Exception {
    Handler failing =
        _ ->
            stream(sink -> {
              sink.write(bytes("abc"));
              throw new IllegalArgumentException("no");
            });
    try (Log log = Log.capture()) {
      World.serve(
          failing,
          served -> {
            served.client().send("GET /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y HTTP/1.1\r\n");

            assertThat(served.client().rest()).endsWith("\r\n\r\n3\r\nabc\r\n");
          });
      World.serve(
          failing,
          served -> {
            served.client().send("GET /x HTTP/1.0\r\n\r\n");
            settle();

            assertThat(served.wire().server().isReset()).isTrue();
          });
      assertThat(log.messages()).hasSize(2);
    }
  }

  @Test
  void aBodyOfAnotherLengthThanItWasSaidToHaveIsAFailure() throws Exception {
    try (Log log = Log.capture()) {
      for (String body : List.of("ab", "abcd")) {
        World.serve(
            _ -> Response.of(Status.OK).with(new Body.Streamed(3, s -> s.write(bytes(body)))),
            served -> {
              served.client().send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
              settle();

              if (body.length() < 3) {
                assertThat(served.client().rest()).contains("Length: 3\r\n").endsWith("\nab");
              } else {
                assertThat(served.client().receive().status()).isEqualTo(500);
              }
            });
      }
      assertThat(log.messages()).hasSize(2);
    }
  }

  @Test
  void aClientThatVanishesIsNotOurFailure() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ ->
              stream(sink -> {
                while (true) {
                  sink.write(ByteBuffer.allocate(1000));
                }
              }),
          served -> {
            served.wire().server().window(5000);
            served.client().send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            settle();
            served.client().close();
            settle();

            assertThat(served.wire().server().isClosed()).isTrue();
          });
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void anEchoStreamsBothWays() throws Exception {
    World.serve(
        new Demo(_ -> Response.ok("")),
        served -> {
          served.client().send(ECHO.replace("Host", "Content-Type: a/b\r\nHost") + "3\r\nabc\r\n");
          settle();
          assertThat(served.wire().client().waiting()).isPositive();
          served.client().send("2\r\nde\r\n0\r\n\r\n");
          Answer answer = served.client().receive();

          assertThat(answer.field("Content-Type")).isEqualTo("a/b");
          assertThat(answer.body()).isEqualTo("abcde");
        });
  }

  @Test
  void anEchoOfKnownLengthKeepsIt() throws Exception {
    World.serve(
        new Demo(_ -> Response.ok("")),
        served -> {
          String head = "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
          served.client().send(head + "Content-Length: 3\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(100);
          served.client().send("abc");
          Answer answer = served.client().receive();

          assertThat(answer.field("Content-Length")).isEqualTo("3");
          assertThat(answer.body()).isEqualTo("abc");
          assertThat(served.client().get("/plaintext").status()).isEqualTo(200);
        });
  }

  @Test
  void anEchoOfABrokenBodyIsRefusedOrHasNoEnd() throws Exception {
    World.serve(
        new Demo(_ -> Response.ok("")),
        served -> {
          served.client().send(ECHO + "x\r\n");
          assertThat(served.client().receive().status()).isEqualTo(400);
          assertThat(served.client().rest()).isEmpty();
        });
    World.serve(
        new Demo(_ -> Response.ok("")),
        served -> {
          served.client().send(ECHO + "1\r\na\r\nx\r\n");
          assertThat(served.client().receive().status()).isEqualTo(400);
          assertThat(served.client().rest()).isEmpty();
        });
    World.serve(
        new Demo(_ -> Response.ok("")),
        served -> {
          served.client().send(ECHO + "1\r\na\r\n");
          settle();
          served.client().send("x\r\n");
          assertThat(served.client().rest()).endsWith("\r\n\r\n1\r\na\r\n");
        });
  }

  @Test
  void fieldsThatAreTheServersOwnAreRefused() {
    Response response = Response.ok("");
    for (String name : List.of("content-length", "Transfer-Encoding", "Connection", "Date")) {
      assertThatThrownBy(() -> response.with(name, "1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("set by the server");
    }
  }

  @Test
  void aHeadThatIsTooLongIs500() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          _ -> Response.ok("").with("X", "x".repeat(OutputPool.BYTES)),
          served -> assertThat(served.client().get("/x").status()).isEqualTo(500));
      assertThat(log.messages()).hasSize(1);
    }
  }

  private static Handler streaming(String... parts) {
    return _ ->
        stream(sink -> {
          for (String part : parts) {
            sink.write(bytes(part));
          }
        });
  }

  private static Response stream(Body.Writer writer) {
    return Response.of(Status.OK).with(new Body.Streamed(writer));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
