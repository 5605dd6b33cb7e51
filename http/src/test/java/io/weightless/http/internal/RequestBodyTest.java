package io.weightless.http.internal;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bodies of requests: read, left, asked for, broken.
final class RequestBodyTest {
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1));
  private static final Handler LEAVE = request -> Response.ok(request.path());
  private static final String CHUNKED =
      "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  void aBodyIsPulledAsItComesIn() throws Exception {
    List<String> parts = new ArrayList<>();
    Handler handler =
        request -> {
          ByteBuffer part = request.body().read();
          while (part.hasRemaining()) {
            parts.add(ISO_8859_1.decode(part).toString());
            part = request.body().read();
          }
          assertThat(request.body().read().hasRemaining()).isFalse();
          return Response.ok("done " + request.body().length());
        };
    World.serve(
        handler,
        served -> {
          served.client().send(post(6) + "ab");
          settle();
          served.client().send("cd");
          settle();
          served.client().send("ef" + post(0));

          assertThat(served.client().receive().body()).isEqualTo("done 6");
          assertThat(served.client().receive().body()).isEqualTo("done 0");
          assertThat(parts).containsExactly("ab", "cd", "ef");
        });
  }

  @Test
  void aReadThatTheHandlerGaveUpCanBeTriedAgain() throws Exception {
    Handler handler =
        request -> {
          String first = ISO_8859_1.decode(request.body().read()).toString();
          Deadline soon = Deadline.after(Duration.ofSeconds(1));
          assertThatThrownBy(() -> Scope.run(soon, _ -> request.body().read()))
              .isInstanceOf(DeadlineExceeded.class);
          Task.sleep(Duration.ofSeconds(20));
          return Response.ok(first + ISO_8859_1.decode(request.body().read()));
        };
    World.serve(
        handler,
        served -> {
          served.client().send(post(4) + "ab");
          pass(Duration.ofSeconds(5));
          served.client().send("cd");

          assertThat(served.client().receive().body()).isEqualTo("abcd");
        });
  }

  @Test
  void theNetworkIsReadNoFasterThanTheBody() throws Exception {
    World.serve(
        request -> {
          request.body().read();
          Task.sleep(Duration.ofSeconds(1));
          return Response.ok("");
        },
        served -> {
          served.wire().server().readLimit(1000);
          served.client().send(post(10_000) + "x".repeat(5000));
          settle();

          assertThat(served.wire().server().waiting()).isGreaterThanOrEqualTo(4000);
          served.client().send("x".repeat(5000));
          assertThat(served.client().receive().status()).isEqualTo(200);
        });
  }

  @Test
  void whatIsLongerThanTheHandlerWantsIs413AndTheConnectionStays() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(post(101) + "x".repeat(101));
          assertThat(served.client().receive().status()).isEqualTo(413);

          served.client().send(post(100) + "x".repeat(100));
          assertThat(served.client().receive().body()).hasSize(100);
        });
  }

  @Test
  void aBodyThatTheHandlerLeftIsThrownAway() throws Exception {
    World.serve(
        LEAVE,
        served -> {
          served.client().send(post(1000) + "x".repeat(10));
          assertThat(served.client().receive().body()).isEqualTo("/p");
          served.client().send("x".repeat(990));
          assertThat(served.client().get("/next").body()).isEqualTo("/next");

          served.client().send(CHUNKED + "2\r\nxy\r\n");
          assertThat(served.client().receive().body()).isEqualTo("/c");
          served.client().send("3\r\nxyz\r\n0\r\n\r\n");
          assertThat(served.client().get("/next").body()).isEqualTo("/next");
        });
  }

  @Test
  void aBodyThatIsTooLongToThrowAwayEndsTheConnection() throws Exception {
    Limits limits = Limits.DEFAULT.with(new Limits.Body(10_000, 100));
    World.serve(
        LEAVE,
        limits,
        AccessLog.NONE,
        served -> {
          served.client().send(post(110) + "x".repeat(10));
          Answer stays = served.client().receive();
          served.client().send("x".repeat(100) + post(111) + "x".repeat(10));
          Answer ends = served.client().receive();

          assertThat(stays.field("Connection")).isEmpty();
          assertThat(ends.field("Connection")).isEqualTo("close");
          served.client().send("x".repeat(101) + "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aChunkedBodyThatGoesOnIsCutOffBehindTheResponse() throws Exception {
    Limits limits = Limits.DEFAULT.with(new Limits.Body(10_000, 100));
    World.serve(
        LEAVE,
        limits,
        AccessLog.NONE,
        served -> {
          served.client().send(CHUNKED + "a\r\n0123456789\r\n");
          assertThat(served.client().receive().body()).isEqualTo("/c");
          served.client().send("65\r\n" + "x".repeat(0x65) + "\r\n0\r\n\r\n");
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aBodyIsAskedForWhenTheHandlerReadsIt() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(post(3).replace("Host", "Expect: 100-continue\r\nHost"));
          assertThat(served.client().receive().head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
          served.client().send("abc");
          assertThat(served.client().receive().body()).isEqualTo("abc");
          assertThat(served.client().get("/").body()).isEmpty();
        });
  }

  @Test
  void aBodyThatIsHereIsNotAskedFor() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send(post(3).replace("Host", "Expect: 100-continue\r\nHost") + "abc");

          assertThat(served.client().receive().body()).isEqualTo("abc");
        });
  }

  @Test
  void aBodyThatNobodyWantsIsNotAskedForAndTheConnectionEnds() throws Exception {
    World.serve(
        LEAVE,
        served -> {
          served.client().send(post(3).replace("Host", "Expect: 100-continue\r\nHost"));

          Answer answer = served.client().receive();
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.field("Connection")).isEqualTo("close");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void responsesThatAreReadyDoNotWaitForABody() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + post(3));

          assertThat(served.client().receive().status()).isEqualTo(200);
          served.client().send("abc");
          assertThat(served.client().receive().body()).isEqualTo("abc");
        });
  }

  @Test
  void aBrokenBodyIs400AndTheEnd() throws Exception {
    for (Handler handler : List.of(READ, LEAVE)) {
      World.serve(
          handler,
          served -> {
            served.client().send(CHUNKED + "x\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

            Answer answer = served.client().receive();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(served.client().rest()).isEmpty();
          });
    }
  }

  @Test
  void aBrokenBodyIs400HoweverTheHandlerPutsIt() throws Exception {
    World.serve(
        request -> {
          try {
            return READ.handle(request);
          } catch (IOException failure) {
            throw new IllegalStateException("wrapped", failure);
          }
        },
        served -> {
          served.client().send(CHUNKED + "x\r\n");

          assertThat(served.client().receive().status()).isEqualTo(400);
        });
  }

  @Test
  void aBodyThatBreaksBehindTheResponseEndsTheConnectionWithoutAnother() throws Exception {
    World.serve(
        LEAVE,
        served -> {
          served.client().send(CHUNKED);
          assertThat(served.client().receive().status()).isEqualTo(200);
          served.client().send("x\r\n");

          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aChunkedBodyBeyondTheLimitIs413() throws Exception {
    World.serve(
        READ,
        Limits.DEFAULT.with(new Limits.Body(10, 10)),
        AccessLog.NONE,
        served -> {
          served.client().send(CHUNKED + "6\r\n123456\r\n5\r\n");

          assertThat(served.client().receive().status()).isEqualTo(413);
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aBodyThatIsAnnouncedTooLongIs413BeforeTheHandlerIsAsked() throws Exception {
    List<Request> asked = new ArrayList<>();
    World.serve(
        request -> {
          asked.add(request);
          return READ.handle(request);
        },
        Limits.DEFAULT.with(new Limits.Body(10, 10)),
        AccessLog.NONE,
        served -> {
          served.client().send(post(11) + "x".repeat(11));

          assertThat(served.client().receive().status()).isEqualTo(413);
          assertThat(served.client().rest()).isEmpty();
          assertThat(asked).isEmpty();
        });
  }

  @Test
  void aBodyCannotBeReadWhenItsRequestWasAnswered() throws Exception {
    List<Request> kept = new ArrayList<>();
    World.serve(
        request -> {
          kept.add(request);
          return Response.ok("");
        },
        served -> {
          served.client().send(post(3) + "abc");
          served.client().receive();

          assertThatThrownBy(() -> kept.getFirst().body().read())
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("was answered");
        });
  }

  private static String post(int length) {
    return "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }
}
