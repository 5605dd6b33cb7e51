package io.weightless.http.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.IncomingBody;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streamed bodies that have parts of files among their bytes.
final class FilePartsTest {
  private static final TextFile FILE = new TextFile("x".repeat(200) + "y".repeat(200));
  private static final Body.Writer WRITER =
      sink -> {
        sink.write(bytes("head "));
        sink.send(FILE, 198, 4);
        sink.send(FILE, 0, 0);
        sink.send(FILE, 0, 1);
        sink.write(bytes(" tail"));
      };
  private static final String BODY = "head xxyyx tail";

  @Test
  void partsOfFilesGoFromTheKernelToTheNetworkBetweenBytes() throws Exception {
    World.serve(
        streamed(BODY.length(), WRITER),
        served -> {
          Answer answer = served.client().get("/");

          assertThat(answer.field("Content-Length")).isEqualTo("15");
          assertThat(answer.body()).isEqualTo(BODY);
          assertThat(served.wire().server().transfers()).containsExactly(4L, 1L);
          assertThat(served.client().get("/").body()).isEqualTo(BODY);
        });
  }

  @Test
  void inABodyOfUnknownLengthEachIsAChunk() throws Exception {
    World.serve(
        streamed(IncomingBody.UNKNOWN, WRITER),
        served -> {
          Answer answer = served.client().get("/");

          assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
          assertThat(answer.body()).isEqualTo(BODY);
          assertThat(served.wire().server().transfers()).containsExactly(4L, 1L);
          assertThat(served.client().get("/").body()).isEqualTo(BODY);
        });
  }

  @Test
  void anOldClientGetsThemToo() throws Exception {
    World.serve(
        streamed(IncomingBody.UNKNOWN, WRITER),
        served -> {
          served.client().send("GET / HTTP/1.0\r\n\r\n");

          assertThat(served.client().receive().body()).isEqualTo(BODY);
        });
  }

  @Test
  void aPartThatIsThereFirstComesBehindTheHead() throws Exception {
    World.serve(
        streamed(3, sink -> sink.send(FILE, 199, 3)),
        served -> assertThat(served.client().get("/").body()).isEqualTo("xyy"));
  }

  @Test
  void aFileThatIsTooShortCutsTheResponse() throws Exception {
    try (Log log = Log.capture()) {
      for (long length : new long[] {10, IncomingBody.UNKNOWN}) {
        World.serve(
            streamed(length, sink -> sink.send(FILE, 395, 10)),
            served -> {
              served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

              assertThat(served.client().rest()).endsWith("\r\nyyyyy");
            });
      }
      assertThat(log.messages()).hasSize(2);
    }
  }

  @Test
  void moreThanWasSaidIsAFailureBeforeItIsSent() throws Exception {
    try (Log log = Log.capture()) {
      World.serve(
          streamed(3, sink -> sink.send(FILE, 0, 4)),
          served -> {
            assertThat(served.client().get("/x").status()).isEqualTo(500);
            assertThat(served.wire().server().transfers()).isEmpty();
          });
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void whatIsNoPartOfAFileIsRefusedAndSoIsALateOne() throws Exception {
    List<Body.Sink> kept = new ArrayList<>();
    World.serve(
        streamed(
            0,
            sink -> {
              kept.add(sink);
              assertThatThrownBy(() -> sink.send(FILE, -1, 1))
                  .isInstanceOf(IllegalArgumentException.class);
              assertThatThrownBy(() -> sink.send(FILE, 1, -1))
                  .isInstanceOf(IllegalArgumentException.class);
            }),
        served -> {
          assertThat(served.client().get("/").status()).isEqualTo(200);
          assertThatThrownBy(() -> kept.getFirst().send(FILE, 0, 1))
              .isInstanceOf(IllegalStateException.class);
        });
  }

  private static Handler streamed(long length, Body.Writer writer) {
    return _ -> Response.of(Status.OK).with(new Body.Streamed(length, writer));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
