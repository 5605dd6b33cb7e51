package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Headers;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.ResponseWriter.Persistence;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ResponseWriterTest {
  private static final byte[] DATE = HttpDate.field(Instant.parse("1994-11-06T08:49:37.9Z"));
  private static final String DATED = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

  @Test
  void aHeadIsWrittenInOrder() {
    Headers headers = Headers.of("A", "b", "C", "");

    String head = head(Status.OK, headers, 1234567890123456789L, Persistence.IMPLIED);

    assertThat(head)
        .isEqualTo(
            "HTTP/1.1 200 OK\r\n"
                + DATED
                + "A: b\r\nC: \r\nContent-Length: 1234567890123456789\r\n\r\n");
  }

  @Test
  void whatTheConnectionWillDoIsSaid() {
    Status status = new Status(299, "So So");

    assertThat(head(status, Headers.EMPTY, ResponseWriter.CHUNKED, Persistence.KEEP_ALIVE))
        .isEqualTo(
            "HTTP/1.1 299 So So\r\n"
                + DATED
                + "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n");
    assertThat(head(status, Headers.EMPTY, ResponseWriter.UNSAID, Persistence.CLOSE))
        .isEqualTo("HTTP/1.1 299 So So\r\n" + DATED + "Connection: close\r\n\r\n");
  }

  @Test
  void lengthsAreWrittenInFull() {
    for (long length : new long[] {0, 9, 10, 99, 100, 101, Long.MAX_VALUE}) {
      assertThat(head(Status.OK, Headers.EMPTY, length, Persistence.IMPLIED))
          .contains("Content-Length: " + length + "\r\n");
    }
  }

  @Test
  void chunkSizesAreHexWithoutZerosInFront() {
    for (long size : new long[] {1, 9, 10, 15, 16, 255, 256, 65535, 65536, Long.MAX_VALUE}) {
      assertThat(written(out -> ResponseWriter.chunk(out, size)))
          .isEqualTo(Long.toHexString(size) + "\r\n");
    }
    assertThat(written(ResponseWriter::lastChunk)).isEqualTo("0\r\n\r\n");
  }

  @Test
  void theBoundHoldsForTheLongestHead() {
    Status status = new Status(500, "x".repeat(100));
    Headers headers = Headers.of("A".repeat(100), "b".repeat(1000));

    String head = head(status, headers, Long.MAX_VALUE, Persistence.KEEP_ALIVE);

    assertThat(head.length()).isLessThanOrEqualTo(ResponseWriter.bound(status, headers));
  }

  private static String head(Status status, Headers headers, long length, Persistence persistence) {
    return written(out -> ResponseWriter.head(out, status, headers, DATE, length, persistence));
  }

  private static String written(Consumer<ByteBuffer> writer) {
    ByteBuffer out = ByteBuffer.allocate(4096);
    writer.accept(out);
    return ISO_8859_1.decode(out.flip()).toString();
  }
}
