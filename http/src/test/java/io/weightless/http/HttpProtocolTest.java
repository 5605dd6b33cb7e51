package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Step;
import io.weightless.http.kit.Script;
import io.weightless.http.kit.Script.Ended;
import io.weightless.net.Address;
import io.weightless.reactor.VirtualClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// HTTP without a stream, a socket or a reactor: on the thread of the test.
final class HttpProtocolTest {
  private static final Handler PATH = request -> Response.ok(request.path());
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1));

  @Test
  void aRequestIsAnsweredAndTheNextOneIsAwaited() {
    try (Script http = Script.begin(protocol(PATH))) {
      assertThat(http.send("GET /a%20b HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(ok("/a b"));
      assertThat(http.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(ok("/next"));
      assertThat(http.end()).isEmpty();
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void theHandlerSeesAllOfARequest() {
    List<Object> seen = new ArrayList<>();
    Handler handler =
        request -> {
          seen.addAll(List.of(request.method(), request.target(), request.path()));
          seen.addAll(List.of(String.valueOf(request.query()), request.version()));
          seen.addAll(List.of(request.headers().all("x"), request.remote()));
          seen.addAll(List.of(request.body().length(), READ.handle(request).status()));
          return Response.ok("");
        };
    Address client = new Address("client", 7);
    Script.of(
        protocol(handler).from(client),
        "POST http://a:80/p%41?q=1&q=2 HTTP/1.1\r\nHost: a:80\r\nX: 1\r\nx: 2\r\n"
            + "Content-Length: 3\r\n\r\nabc");

    assertThat(seen)
        .containsExactly(
            Method.POST,
            "http://a:80/p%41?q=1&q=2",
            "/pA",
            "q=1&q=2",
            Version.HTTP_1_1,
            List.of("1", "2"),
            client,
            3L,
            Status.OK);
  }

  @Test
  void aBodyIsReadAsItComes() {
    List<String> parts = new ArrayList<>();
    Handler handler =
        request -> {
          ByteBuffer part = request.body().read();
          while (part.hasRemaining()) {
            parts.add(ISO_8859_1.decode(part).toString());
            part = request.body().read();
          }
          return Response.ok("read");
        };
    try (Script http = Script.begin(protocol(handler))) {
      assertThat(http.send(post(6) + "ab")).isEmpty();
      assertThat(http.send("c")).isEmpty();
      assertThat(parts).containsExactly("ab", "c");
      assertThat(http.send("def" + post(0))).isEqualTo(ok("read") + ok("read"));
      assertThat(parts).containsExactly("ab", "c", "def");
    }
  }

  @Test
  void aChunkedBodyIsReadAsItComes() {
    try (Script http = Script.begin(protocol(READ))) {
      http.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
      http.send("llo\r\n6;x=y\r\n, you");
      assertThat(http.send("!\r\n0\r\nTrailer: t\r\n\r\n")).isEqualTo(ok("hello, you!"));
    }
  }

  @Test
  void aBodyIsAskedForWhenItsHandlerReadsIt() {
    try (Script http = Script.begin(protocol(READ))) {
      String head = post(3).replace("Host", "Expect: 100-continue\r\nHost");
      assertThat(http.send(head)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(http.send("abc")).isEqualTo(ok("abc"));
    }
  }

  @Test
  void aBodyThatNobodyWantsIsNotAskedForAndTheConnectionEnds() {
    Handler refuses = _ -> Response.text(Status.EXPECTATION_FAILED, "there is nobody for that");
    try (Script http = Script.begin(protocol(refuses))) {
      assertThat(http.send(post(3).replace("Host", "Expect: 100-continue\r\nHost")))
          .startsWith("HTTP/1.1 417 Expectation Failed\r\n")
          .contains("Connection: close\r\n")
          .endsWith("there is nobody for that");
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void requestsThatComeInOneInputAreAnsweredInOneOutput() {
    String two = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n";
    try (Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> http = Coroutine.of(protocol(PATH))) {
      http.next();
      assertThat(text(http.send(bytes(two)))).isEqualTo(ok("/1") + ok("/2"));
      assertThat(http.next()).isInstanceOf(Step.NeedsInput.class);
    }
  }

  @Test
  void aPostAndAGetShareAConnection() {
    assertThat(Script.of(protocol(READ), post(2) + "ab" + "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        .isEqualTo(new Ended(ok("ab") + ok(""), List.of("", ok("ab") + ok(""), ""), ""));
  }

  @Test
  void whatComesBehindTheLastRequestIsLeft() {
    String last = "GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    String more = "not HTTP ".repeat(1_000);

    Ended ended = Script.of(protocol(PATH), last + more, "at all");

    assertThat(ended.output()).isEqualTo(closing("/1"));
    assertThat(ended.rest()).isEqualTo(more + "at all");
  }

  @Test
  void anOldClientGetsOneAnswer() {
    Ended ended =
        Script.of(protocol(PATH), "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.0\r\n\r\nmore");

    assertThat(ended.output()).isEqualTo(ok("/1") + closing("/2"));
    assertThat(ended.rest()).isEqualTo("more");
  }

  @Test
  void anOldClientMayEndItsInputBehindTheRequest() {
    assertThat(Script.of(protocol(PATH), "GET /1 HTTP/1.0\r\n\r\n").output())
        .isEqualTo(closing("/1"));
  }

  @Test
  void aProgramThatReadBeforeCallsIt() {
    Handler handler = request -> Response.ok(request.remote().host());
    Coroutine<ByteBuffer, ByteBuffer, String> proxied =
        Coroutine.of(
            "behind a proxy",
            io -> {
              ByteBuffer first = io.next();
              String line = ISO_8859_1.decode(first.slice(0, 8)).toString();
              io.unread(first.slice(8, first.remaining() - 8));
              io.call(protocol(handler).from(new Address(line.strip(), 1)));
              return "then " + ISO_8859_1.decode(io.next());
            });
    try (proxied) {
      proxied.next();
      assertThat(text(proxied.send(bytes("10.0.0.1GET / HTTP/1.0\r\n\r\nand more"))))
          .isEqualTo(closing("10.0.0.1"));
      proxied.next();
      assertThat(proxied.result()).isEqualTo("then and more");
    }
  }

  @Test
  void anAnswerIsWrittenInParts() {
    Handler handler =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      sink.write(bytes("part 1"));
                      sink.write(bytes("x".repeat(40_000)));
                    }));
    try (Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> http = Coroutine.of(protocol(handler))) {
      http.next();
      assertThat(text(http.send(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))))
          .endsWith("Transfer-Encoding: chunked\r\n\r\n6\r\npart 1\r\n");
      List<String> parts = new ArrayList<>();
      while (http.next() instanceof Step.Output<ByteBuffer, ByteBuffer, ?> part) {
        parts.add(text(part.value()));
      }
      assertThat(parts).extracting(String::length).allMatch(length -> length <= 16 * 1024);
      assertThat(String.join("", parts))
          .isEqualTo("9c40\r\n" + "x".repeat(40_000) + "\r\n0\r\n\r\n");
    }
  }

  @Test
  void aBodyIsAnsweredWhileItIsRead() {
    Handler echo =
        request ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      ByteBuffer part = request.body().read();
                      while (part.hasRemaining()) {
                        sink.write(part);
                        part = request.body().read();
                      }
                    }));
    try (Script http = Script.begin(protocol(echo))) {
      assertThat(http.send(post(4) + "ab")).endsWith("\r\n\r\n2\r\nab\r\n");
      assertThat(http.send("cd")).isEqualTo("2\r\ncd\r\n0\r\n\r\n");
      assertThat(http.send(post(0))).endsWith("\r\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void whatCannotBeReadIsRefusedAndIsTheEnd() {
    assertRefused(400, "nonsense\r\n\r\n");
    assertRefused(431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000));
    assertRefused(414, "GET /" + "x".repeat(10_000));
    assertRefused(413, post(1 << 30));
    assertRefused(400, "GET / HTTP/1.1\r\nHo");
    assertRefused(501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
  }

  private static void assertRefused(int status, String input) {
    Ended ended = Script.of(protocol(READ), input, "more");

    assertThat(ended.output()).startsWith("HTTP/1.1 " + status).contains("Connection: close\r\n");
  }

  @Test
  void itsLimitsAreThoseThatItIsGiven() {
    Limits limits = Limits.DEFAULT.with(new Limits.Body(3, 3));
    assertThat(Script.of(HttpProtocol.of(READ, limits).untimed(), post(3) + "abc").output())
        .startsWith("HTTP/1.1 200");
    assertThat(Script.of(HttpProtocol.of(READ, limits).untimed(), post(4) + "abcd").output())
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void anEmptyInputIsNotTheEnd() {
    assertThat(
            Script.of(protocol(PATH), "", "GET /1 HTTP/1.1\r\n", "", "Host: a\r\n\r\n", "")
                .output())
        .isEqualTo(ok("/1"));
  }

  @Test
  void eachResponseIsLogged() {
    List<String> logged = new ArrayList<>();
    HttpProtocol protocol =
        protocol(PATH).logging(entry -> logged.add(entry.requestLine() + " " + entry.status()));
    Script.of(protocol, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n");

    assertThat(logged).containsExactly("GET /1 HTTP/1.1 200 OK", "nonsense 400 Bad Request");
  }

  @Test
  void itMayBeRunAnyNumberOfTimes() {
    HttpProtocol protocol = protocol(PATH);
    try (Script one = Script.begin(protocol);
        Script other = Script.begin(protocol)) {
      one.send("GET /1 HTTP/1.1\r\n");
      assertThat(other.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(ok("/2"));
      assertThat(one.send("Host: a\r\n\r\n")).isEqualTo(ok("/1"));
    }
  }

  private static HttpProtocol protocol(Handler handler) {
    return HttpProtocol.of(handler).untimed().at(new VirtualClock());
  }

  private static String ok(String body) {
    return response("", body);
  }

  private static String closing(String body) {
    return response("Connection: close\r\n", body);
  }

  private static String response(String fields, String body) {
    return "HTTP/1.1 200 OK\r\nDate: Sat, 01 Jan 2000 00:00:00 GMT\r\n"
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + fields
        + "\r\n"
        + body;
  }

  private static String post(int length) {
    return "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }

  private static String text(Step<?, ByteBuffer, ?> step) {
    assertThat(step).isInstanceOf(Step.Output.class);
    return text(((Step.Output<?, ByteBuffer, ?>) step).value());
  }
}
