package io.weightless.http.internal;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One request after the other on one connection.
final class HttpConnectionTest {
  private static final Handler TELL_PATH = request -> Response.ok(request.path());

  @Test
  void aRequestIsAnswered() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          served.client().send("GET /a%20b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

          assertThat(served.client().rest())
              .isEqualTo(
                  """
                  HTTP/1.1 200 OK
                  Date: Sat, 01 Jan 2000 00:00:00 GMT
                  Content-Type: text/plain; charset=utf-8
                  Content-Length: 4
                  Connection: close

                  /a b\
                  """
                      .replace("\n", "\r\n"));
        });
  }

  @Test
  void theHandlerSeesAllOfTheRequest() throws Exception {
    Handler handler =
        request ->
            Response.ok(
                String.join(
                    " ",
                    request.method().name(),
                    request.target(),
                    request.path(),
                    String.valueOf(request.query()),
                    request.version().toString(),
                    String.valueOf(request.headers().first("x")),
                    request.remote().toString()));
    World.serve(
        handler,
        served -> {
          served.client().send("PUT /%41?q=%42 HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n");

          assertThat(served.client().receive().body())
              .isEqualTo("PUT /%41?q=%42 /A q=%42 HTTP/1.1 y client:1");
        });
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          Answer first = served.client().get("/1");
          Answer second = served.client().get("/2");

          assertThat(first.body()).isEqualTo("/1");
          assertThat(first.field("Connection")).isEmpty();
          assertThat(second.body()).isEqualTo("/2");
        });
  }

  @Test
  void anOldClientGetsItsConnectionClosed() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          served.client().send("GET / HTTP/1.0\r\n\r\n");

          assertThat(served.client().receive().field("Connection")).isEqualTo("close");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void anOldClientThatAsksForItKeepsItsConnection() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          for (int i = 0; i < 2; i++) {
            served.client().send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

            assertThat(served.client().receive().field("Connection")).isEqualTo("keep-alive");
          }
        });
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInOrderAndInOneWrite() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          StringBuilder requests = new StringBuilder();
          for (int i = 0; i < 16; i++) {
            requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
          }
          served.client().send(requests.toString());

          for (int i = 0; i < 16; i++) {
            assertThat(served.client().receive().body()).isEqualTo("/" + i);
          }
          assertThat(served.wire().server().writes()).hasSize(1);
          assertThat(served.wire().server().writes().getFirst().isDirect()).isTrue();
        });
  }

  @Test
  void whatDoesNotFitTheBufferIsWrittenInSeveralTurns() throws Exception {
    String body = "x".repeat(5000);
    World.serve(
        _ -> Response.ok(body),
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(7));

          for (int i = 0; i < 7; i++) {
            assertThat(served.client().receive().body()).isEqualTo(body);
          }
          assertThat(served.wire().server().writes()).hasSize(3);
        });
  }

  @Test
  void aBodyThatIsLargerThanTheBufferIsWrittenFromWhereItIs() throws Exception {
    String body = "x".repeat(100_000);
    World.serve(
        _ -> Response.ok(body),
        served -> {
          assertThat(served.client().get("/").body()).isEqualTo(body);
          assertThat(served.wire().server().writes()).hasSize(1);
          assertThat(served.client().get("/").body()).isEqualTo(body);
        });
  }

  @Test
  void inputThatComesByteForByteMakesNoDifference() throws Exception {
    World.serve(
        request -> Response.ok(request.path() + new String(request.body().readAll(10), ISO_8859_1)),
        served -> {
          served.wire().server().readLimit(1);
          served
              .client()
              .send(
                  "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                      + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                      + "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + "2\r\nde\r\n1\r\nf\r\n0\r\nA: b\r\n\r\n"
                      + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n");

          assertThat(served.client().receive().body()).isEqualTo("/1");
          assertThat(served.client().receive().body()).isEqualTo("/2abc");
          assertThat(served.client().receive().body()).isEqualTo("/3def");
          assertThat(served.client().receive().body()).isEqualTo("/4");
        });
  }

  @Test
  void aClientThatHasSentItsLastRequestStillGetsTheResponse() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          served.client().send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
          served.client().endOutput();

          assertThat(served.client().rest()).endsWith("/1");
        });
  }

  @Test
  void headGetsTheHeadOnly() throws Exception {
    World.serve(
        _ -> Response.ok("12345"),
        served -> {
          served.client().send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

          Answer answer = served.client().receiveHead();
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.field("Content-Length")).isEqualTo("5");
          assertThat(served.client().get("/").body()).isEqualTo("12345");
        });
  }

  @Test
  void aHeadThatIsRefusedGetsNoBodyEither() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          served.client().send("HEAD / HTTP/1.1\r\n\r\n");

          Answer answer = served.client().receiveHead();
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.field("Content-Length")).isNotEqualTo("0");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aQuestionAboutTheServerIsAnsweredByTheServer() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          for (String target : List.of("*", "http://a", "http://[::1]:80")) {
            served.client().send("OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");

            Answer answer = served.client().receive();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("Allow")).contains("GET", "OPTIONS");
          }
          served.client().send("OPTIONS http://a/ HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().receive().body()).isEqualTo("/");
        });
  }

  @Test
  void whatHasNoBodyHasNoLength() throws Exception {
    for (Status status : List.of(Status.NO_CONTENT, Status.NOT_MODIFIED)) {
      World.serve(
          _ -> Response.text(status, "not sent"),
          served -> {
            Answer answer = served.client().get("/");
            assertThat(answer.status()).isEqualTo(status.code());
            assertThat(answer.field("Content-Length")).isEmpty();
            assertThat(served.client().get("/").status()).isEqualTo(status.code());
          });
    }
  }

  @Test
  void anEmptyResponseSaysSo() throws Exception {
    World.serve(
        _ -> Response.of(Status.CREATED).with("Location", "/x"),
        served -> {
          Answer answer = served.client().get("/");
          assertThat(answer.head()).contains("HTTP/1.1 201 Created\r\n", "Location: /x\r\n");
          assertThat(answer.field("Content-Length")).isEqualTo("0");
        });
  }

  @Test
  void nothingIsHeldWhileTheConnectionIsIdle() throws Exception {
    World.serve(
        TELL_PATH,
        served -> {
          assertThat(served.service().pool.free()).isZero();

          served.client().get("/");
          settle();

          assertThat(served.service().pool.free()).isEqualTo(1);
        });
  }

  @Test
  void nothingIsHeldWhileAHandlerWaits() throws Exception {
    World.serve(
        request -> {
          pass(Duration.ofSeconds(1));
          return Response.ok(request.path());
        },
        served -> {
          served.client().send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
          settle();
          assertThat(served.wire().server().isLending()).isFalse();
          assertThat(served.service().memory.held()).isZero();
          assertThat(served.client().receive().body()).isEqualTo("/1");

          served.client().send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n");
          settle();
          assertThat(served.wire().server().isLending()).isTrue();
          assertThat(served.service().memory.held()).isPositive();
          served.client().send("\r\n");
          assertThat(served.client().receive().body()).isEqualTo("/2");
          assertThat(served.client().receive().body()).isEqualTo("/3");
          settle();
          assertThat(served.service().memory.held()).isZero();
        });
  }

  @Test
  void theDateIsThatOfTheResponse() throws Exception {
    World.serve(
        _ -> {
          Task.sleep(Duration.ofMillis(1500));
          return Response.ok("");
        },
        served -> {
          assertThat(served.client().get("/").field("Date")).endsWith("00:00:01 GMT");
          assertThat(served.client().get("/").field("Date")).endsWith("00:00:03 GMT");
          assertThat(served.client().get("/").field("Date")).endsWith("00:00:04 GMT");
        });
  }

  @Test
  void aTunnelIsNotMadeHere() throws Exception {
    World.serve(
        _ -> Response.ok("no tunnel"),
        served -> {
          served.client().send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n");

          assertThat(served.client().receive().field("Connection")).isEqualTo("close");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aRequestMayBeKeptAfterItsConnectionIsGone() throws Exception {
    List<Request> kept = new ArrayList<>();
    World.serve(
        request -> {
          kept.add(request);
          return Response.ok("");
        },
        served -> {
          served.client().get("/1?a");
          served.client().get("/2?b");
        });

    assertThat(kept)
        .extracting(Request::toString)
        .containsExactly("GET /1?a HTTP/1.1", "GET /2?b HTTP/1.1");
    assertThat(kept.getFirst().headers().first("host")).isEqualTo("a");
  }
}
