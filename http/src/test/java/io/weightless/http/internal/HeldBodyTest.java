package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.IncomingBody;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.coding.Compression;
import io.weightless.http.coding.Decompression;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a streamed body holds is closed once, whatever becomes of the body.
final class HeldBodyTest {
  private static final String HEADER = " / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n";

  private int closings;
  private int written;

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void itIsClosedBehindTheBodyOrInItsPlace(String method) throws Exception {
    assertIsClosedOnce(_ -> held(Status.OK), method + HEADER + "\r\n");

    assertThat(written).isEqualTo(method.equals("GET") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void itIsClosedWhereTheStatusHasNoBody(int code) throws Exception {
    Status status = code == 204 ? Status.NO_CONTENT : Status.NOT_MODIFIED;
    assertIsClosedOnce(_ -> held(status), "GET" + HEADER + "\r\n");

    assertThat(written).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void itIsClosedWhenItIsCompressed(String method) throws Exception {
    assertIsClosedOnce(
        Compression.standard().around(_ -> held(Status.OK)), method + HEADER + "\r\n");

    assertThat(written).isEqualTo(method.equals("GET") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD"})
  void itIsClosedBehindARequestThatIsDecoded(String method) throws Exception {
    String coded = gzip("abc");
    String fields =
        HEADER + "Content-Encoding: gzip\r\nContent-Length: " + coded.length() + "\r\n\r\n";
    assertIsClosedOnce(
        Decompression.standard().around(_ -> held(Status.OK)), method + fields + coded);
  }

  @Test
  void itIsClosedWhenItsHeadCannotBeSent() throws Exception {
    try (Log log = Log.capture()) {
      assertIsClosedOnce(
          _ -> held(Status.OK).with("X-Long", "x".repeat(20_000)), "GET" + HEADER + "\r\n");

      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void itIsClosedWhenItsWriterFails() throws Exception {
    Body.Writer failing =
        _ -> {
          throw new IOException("no more");
        };
    try (Log log = Log.capture()) {
      assertIsClosedOnce(_ -> response(failing), "GET" + HEADER + "\r\n");

      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void itIsClosedWhenTheClientLeavesInTheMiddle() throws Exception {
    Body.Writer endless =
        sink -> {
          while (true) {
            sink.write(ByteBuffer.allocate(1000));
          }
        };
    World.serve(
        _ -> response(endless),
        served -> {
          served.wire().server().window(5000);
          served.client().send("GET" + HEADER + "\r\n");
          settle();
          assertThat(closings).isZero();
          served.client().close();
          settle();

          assertThat(closings).isOne();
        });
  }

  @Test
  void thatItCannotBeClosedIsToldAndTheConnectionGoesOn() throws Exception {
    Body.Streamed stubborn =
        new Body.Streamed(
            1,
            sink -> sink.write(ByteBuffer.wrap(new byte[] {'x'})),
            () -> {
              throw new IOException("it does not close");
            });
    try (Log log = Log.capture()) {
      World.serve(
          _ -> Response.of(Status.OK).with(stubborn),
          served -> {
            assertThat(served.client().get("/").body()).isEqualTo("x");
            assertThat(served.client().get("/").body()).isEqualTo("x");
          });

      assertThat(log.messages()).hasSize(2);
    }
  }

  private void assertIsClosedOnce(Handler handler, String request) throws Exception {
    World.serve(
        handler,
        served -> {
          served.client().send(request);
          settle();

          assertThat(served.wire().client().waiting()).isPositive();
          assertThat(closings).isOne();
        });
  }

  private Response held(Status status) {
    return response(
            sink -> {
              written++;
              sink.write(ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)));
            })
        .with(status);
  }

  private Response response(Body.Writer writer) {
    return Response.ok("").with(new Body.Streamed(IncomingBody.UNKNOWN, writer, () -> closings++));
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (OutputStream coding = new GZIPOutputStream(coded)) {
      coding.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return coded.toString(StandardCharsets.ISO_8859_1);
  }
}
