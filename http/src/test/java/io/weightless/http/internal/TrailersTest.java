package io.weightless.http.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Fields behind the body of a response.
final class TrailersTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
  private static final String LAST = "Connection: close\r\n\r\n";

  @Test
  void theyComeBehindTheLastChunk() throws Exception {
    Handler handler =
        streamed(sink -> {
          sink.write(bytes("abc"));
          assertThat(sink.trailers(Headers.of("Sum", "1"))).isTrue();
          assertThat(sink.trailers(Headers.of("Sum", "2", "X", "3"))).isTrue();
        });
    World.serve(
        handler,
        served -> {
          served.client().send(GET + LAST);

          String all = served.client().rest();
          assertThat(all).doesNotContain("Trailer:").contains("\r\n\r\n3\r\nabc\r\n0\r\n");
          assertThat(all).endsWith("\r\n0\r\nSum: 1\r\nSum: 2\r\nX: 3\r\n\r\n");
        });
  }

  @Test
  void whatIsKnownBeforeIsAnnounced() throws Exception {
    Handler handler =
        streamed(sink -> {
          sink.trailers(Headers.of("Sum", "1", "X", "2"));
          sink.write(bytes("abc"));
        });
    World.serve(
        handler,
        served -> {
          served.client().send(GET + LAST);
          assertThat(served.client().rest()).contains("\r\nTrailer: Sum, X\r\n").contains("X: 2");
        });
    World.serve(
        request -> handler.handle(request).with("Trailer", "Sum"),
        served -> {
          served.client().send(GET + LAST);
          assertThat(served.client().rest()).containsOnlyOnce("Trailer: ");
        });
  }

  @Test
  void aBodyThatIsNotChunkedHasNone() throws Exception {
    List<Boolean> sent = new ArrayList<>();
    Body.Writer writer =
        sink -> {
          sent.add(sink.trailers(Headers.of("Sum", "1")));
          sink.write(bytes("abc"));
        };
    World.serve(
        _ -> Response.of(Status.OK).with(new Body.Streamed(3, writer)),
        served -> {
          served.client().send(GET + LAST);
          assertThat(served.client().rest()).doesNotContain("Sum").endsWith("\r\n\r\nabc");
        });
    World.serve(
        streamed(writer),
        served -> {
          served.client().send("GET / HTTP/1.0\r\n\r\n");
          assertThat(served.client().rest()).doesNotContain("Sum").endsWith("\r\n\r\nabc");
        });
    assertThat(sent).containsExactly(false, false);
  }

  @Test
  void fieldsThatHaveToComeBeforeTheBodyAreRefused() throws Exception {
    Handler handler =
        streamed(sink -> {
          for (String name :
              List.of(
                  "Content-Length",
                  "transfer-encoding",
                  "Host",
                  "Set-Cookie",
                  "If-Match",
                  "Authorization",
                  "Content-Type",
                  "Trailer",
                  "Cache-Control",
                  "Connection")) {
            assertThatThrownBy(() -> sink.trailers(Headers.of(name, "1")))
                .as(name)
                .isInstanceOf(IllegalArgumentException.class);
          }
          sink.write(bytes("done"));
        });
    World.serve(handler, served -> assertThat(served.client().get("/").body()).isEqualTo("done"));
  }

  @Test
  void theyHaveALimitTogether() throws Exception {
    int most = 8192 - "A: \r\n".length();
    Handler handler =
        streamed(sink -> {
          assertThat(sink.trailers(Headers.of("A", "x".repeat(most)))).isTrue();
          assertThatThrownBy(() -> sink.trailers(Headers.of("B", "")))
              .isInstanceOf(IllegalArgumentException.class);
          sink.write(bytes("y".repeat(8000)));
        });
    World.serve(
        handler,
        served -> {
          served.client().send(GET + LAST);
          assertThat(served.client().rest()).endsWith("xxx\r\n\r\n");
        });
  }

  private static Handler streamed(Body.Writer writer) {
    return _ -> Response.of(Status.OK).with(new Body.Streamed(writer));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
