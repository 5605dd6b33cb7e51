package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.TimedOut;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.Script;
import io.weightless.http.kit.Script.Ended;
import io.weightless.reactor.VirtualClock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How HTTP without a stream ends before its time: by its driver, its client or its handler.
final class HttpProtocolEndTest {
  private static final Handler PATH = request -> Response.ok(request.path());
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1));

  @Test
  void aDriverThatWaitedTooLongForAHeadGetsA408() {
    try (Script http = Script.begin(protocol(PATH))) {
      http.send("GET / HTTP/1.1\r\n");
      assertThat(http.fail(new TimedOut("no more")))
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .contains("Connection: close\r\n");
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void aClientThatIsSilentIsLeftWithoutAWord() {
    try (Script http = Script.begin(protocol(PATH))) {
      assertThat(http.fail(new TimedOut("nothing"))).isEmpty();
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void aClientThatIsGoneIsTheEndAndNoFailure() {
    try (Script http = Script.begin(protocol(READ))) {
      http.send(post(4) + "ab");
      assertThat(http.fail(new EOFException("gone"))).isEmpty();
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void whatElseItsDriverThrowsInIsThrownOn() {
    try (Script http = Script.begin(protocol(READ))) {
      http.send(post(4) + "ab");
      assertThatThrownBy(() -> http.fail(new IllegalArgumentException("bad")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bad");
    }
  }

  @Test
  void anAnswerThatIsCutIsAFailureWhereItsEndWouldBeThatOfTheConnection() {
    Handler breaks =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      sink.write(bytes("part"));
                      throw new IllegalStateException("no more");
                    }));
    try (Log log = Log.capture()) {
      Ended framed = Script.of(protocol(breaks), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(framed.output()).endsWith("4\r\npart\r\n");
      assertThatThrownBy(() -> Script.of(protocol(breaks), "GET / HTTP/1.0\r\n\r\n"))
          .isInstanceOf(ResponseCut.class)
          .hasMessageContaining("reset the stream");
      assertThat(log.messages()).hasSize(2);
    }
  }

  @Test
  void closingItEndsItsHandlerWhereItIs() {
    List<String> trail = new ArrayList<>();
    Handler handler =
        request -> {
          try {
            return READ.handle(request);
          } finally {
            trail.add("finally");
          }
        };
    try (Script http = Script.begin(protocol(handler))) {
      http.send(post(4) + "ab");
      http.coroutine().close();
      assertThat(trail).containsExactly("finally");
      assertThat(http.isDone()).isTrue();
    }
  }

  @Test
  void closingItWithinAnAnswerEndsItsWriter() {
    List<Throwable> thrown = new ArrayList<>();
    Handler endless =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      try {
                        while (true) {
                          sink.write(bytes("more"));
                        }
                      } catch (IOException gone) {
                        thrown.add(gone);
                        throw gone;
                      }
                    }));
    Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> http = Coroutine.of(protocol(endless));
    try (http) {
      http.next();
      http.send(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
      http.next();
    }
    assertThat(thrown).hasSize(1);
    assertThat(http.isDone()).isTrue();
  }

  @Test
  void aHandlerThatFailsIsA500() {
    try (Log log = Log.capture()) {
      Handler fails =
          _ -> {
            throw new IOException("no");
          };
      assertThat(Script.of(protocol(fails), "GET / HTTP/1.1\r\nHost: a\r\n\r\n").output())
          .startsWith("HTTP/1.1 500 Internal Server Error\r\n");
      assertThat(log.messages()).containsExactly("failed to answer GET / HTTP/1.1");
    }
  }

  @Test
  void closingItEndsTheProgramThatCalledItToo() {
    List<String> trail = new ArrayList<>();
    Program<ByteBuffer, ByteBuffer, @Nullable Void> outer =
        io -> {
          io.call(protocol(READ));
          trail.add("behind it");
          return null;
        };
    try (Script http = Script.begin(outer)) {
      http.send(post(4) + "ab");
    }
    assertThat(trail).isEmpty();
  }

  private static HttpProtocol protocol(Handler handler) {
    return HttpProtocol.of(handler).untimed().at(new VirtualClock());
  }

  private static String post(int length) {
    return "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
