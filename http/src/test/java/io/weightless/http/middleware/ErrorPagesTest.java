package io.weightless.http.middleware;

import static io.weightless.http.routing.Route.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import io.weightless.http.routing.Router;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorPagesTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  private static final Handler TAKEN = throwing(new BadRequest(Status.CONFLICT, "it is <taken>"));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      value = {
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;"
            + " charset=utf-8",
        "*/* | application/problem+json",
        "application/json | application/problem+json",
        "application/problem+json;q=0.5, text/html;q=0.6 | text/html; charset=utf-8",
        "text/html, application/json | application/problem+json",
        "image/png | application/problem+json",
      },
      delimiter = '|')
  void theFormIsWhatTheClientAccepts(String accept, String type) throws Exception {
    Response response = handle(ErrorPages.USUAL, TAKEN, Asked.with("Accept", accept));

    assertThat(response.status()).isEqualTo(Status.CONFLICT);
    assertThat(response.headers().all("Content-Type")).containsExactly(type);
    assertThat(response.headers().first("Vary")).isEqualTo("Accept");
  }

  @Test
  void aBadRequestSaysItsSentence() throws Exception {
    assertThat(text(handle(ErrorPages.USUAL, TAKEN, Asked.with())))
        .isEqualTo("{\"title\":\"Conflict\",\"status\":409,\"detail\":\"it is <taken>\"}");
    assertThat(text(handle(ErrorPages.USUAL, TAKEN, Asked.with("Accept", BROWSER))))
        .contains("<h1>409 Conflict</h1>", "it is &lt;taken&gt;");
  }

  @Test
  void withoutPagesABrowserGetsAProblemToo() throws Exception {
    Response response =
        handle(ErrorPages.USUAL.withoutPages(), TAKEN, Asked.with("Accept", BROWSER));

    assertThat(response.headers().first("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.headers().contains("Vary")).isFalse();
  }

  @Test
  void anotherFailureSaysNothingAndIsLogged() throws Exception {
    try (Log log = Log.capture()) {
      Response response =
          handle(ErrorPages.USUAL, throwing(new IOException("secret")), Asked.with());

      assertThat(response.status()).isEqualTo(Status.INTERNAL_SERVER_ERROR);
      assertThat(text(response)).isEqualTo("{\"title\":\"Internal Server Error\",\"status\":500}");
      assertThat(log.messages()).containsExactly("failed to answer GET / HTTP/1.1");
    }
  }

  @Test
  void whatAnExceptionMeansMayBeSaidAndTheLastRuleGoesFirst() throws Exception {
    ErrorPages pages =
        ErrorPages.USUAL
            .on(IOException.class, _ -> Problem.of(Status.BAD_GATEWAY, ""))
            .on(FileNotFoundException.class, e -> Problem.of(Status.NOT_FOUND, e.getMessage()));
    try (Log log = Log.capture()) {
      assertThat(text(handle(pages, throwing(new FileNotFoundException("a.txt")), Asked.with())))
          .isEqualTo("{\"title\":\"Not Found\",\"status\":404,\"detail\":\"a.txt\"}");
      assertThat(handle(pages, throwing(new IOException("x")), Asked.with()).status())
          .isEqualTo(Status.BAD_GATEWAY);
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void aShortTextThatIsReturnedIsPutIntoTheFormWithItsFields() throws Exception {
    Router router = Router.of(get("/a", Asked.HELLO));
    Handler handler = ErrorPages.USUAL.around(router);

    Response refused = handler.handle(Request.of(Method.POST, "/a"));
    Response missing = handler.handle(Request.of(Method.GET, "/b"));

    assertThat(refused.headers().first("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(text(refused))
        .isEqualTo(
            "{\"title\":\"Method Not Allowed\",\"status\":405,"
                + "\"detail\":\"this allows GET, HEAD, OPTIONS\"}");
    assertThat(text(missing)).contains("\"status\":404", "there is nothing at this path");
  }

  @Test
  void aResponseWithoutABodyGetsOne() throws Exception {
    Response response = handle(ErrorPages.USUAL, _ -> Response.of(Status.CONFLICT), Asked.with());

    assertThat(text(response)).isEqualTo("{\"title\":\"Conflict\",\"status\":409}");
  }

  @Test
  void whatIsSomebodysOwnStays() throws Exception {
    Response page = Response.html(Status.CONFLICT, "<p>own</p>");
    Response longest = Response.text(Status.CONFLICT, "a".repeat(1024));
    Response longer = Response.text(Status.CONFLICT, "a".repeat(1025));
    Response streamed = Response.of(Status.CONFLICT).with(new Body.Streamed(_ -> {}));
    Response good = Response.ok("text");

    for (Response own : new Response[] {page, longer, streamed, good}) {
      assertThat(handle(ErrorPages.USUAL, _ -> own, Asked.with())).isSameAs(own);
    }
    assertThat(handle(ErrorPages.USUAL, _ -> longest, Asked.with())).isNotSameAs(longest);
  }

  @Test
  void anInterruptIsPassedOn() {
    assertThatThrownBy(
            () -> handle(ErrorPages.USUAL, throwing(new InterruptedException("end")), Asked.with()))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aBodyThatIsTooLongForTheHandlerIsAnsweredInTheFormToo() throws Exception {
    Handler reading = request -> Response.ok("" + request.body().readAll(3).length);
    World.serve(
        reading.in(ErrorPages.USUAL),
        served -> {
          served.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd");
          var answer = served.client().receive();
          assertThat(answer.status()).isEqualTo(413);
          assertThat(answer.body()).contains("the body is longer than 3 bytes");
          assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        });
  }

  @Test
  void nothingIsLoggedWhenTheClientIsLost() throws Exception {
    Handler reading =
        request -> {
          request.body().readAll(100);
          return Response.ok("");
        };
    try (Log log = Log.capture()) {
      World.serve(
          reading.in(ErrorPages.USUAL),
          served -> {
            served.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
            World.settle();
            served.wire().client().reset();
            World.settle();
          });
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void aServerSaysIt() throws Exception {
    World.serve(
        TAKEN.in(ErrorPages.USUAL),
        served -> {
          var answer = served.client().get("/");
          assertThat(answer.status()).isEqualTo(409);
          assertThat(answer.body()).startsWith("{\"title\":\"Conflict\"");
        });
  }

  private static Handler throwing(Exception failure) {
    return _ -> {
      throw failure;
    };
  }

  private static Response handle(ErrorPages pages, Handler handler, Request request)
      throws Exception {
    return pages.around(handler).handle(request);
  }

  private static String text(Response response) {
    ByteBuffer content = ((Body.Bytes) response.body()).content();
    return UTF_8.decode(content.duplicate()).toString();
  }
}
