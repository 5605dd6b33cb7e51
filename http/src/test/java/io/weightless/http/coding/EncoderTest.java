package io.weightless.http.coding;

import static io.weightless.http.coding.Zipped.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.coding.Encoder.Flush;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What our encoders make, read by the JDK's streams.
final class EncoderTest {
  private static final byte[] WORDS = Zipped.words(10_000);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void othersDecodeWhatWasCodedIntoAnyRoom(String name) throws Exception {
    for (int room : new int[] {Encoder.LEAST_ROOM, 33, 50, 4000, 20_000}) {
      byte[] coded = coded(coding(name).encoder(), WORDS, 3000, Flush.NONE, room);

      assertThat(plain(name, coded)).as("room " + room).isEqualTo(WORDS);
      assertThat(coded).hasSizeLessThan(6000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void nothingIsCodedToo(String name) throws Exception {
    assertThat(plain(name, Zipped.coded(coding(name), new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void whatIsFlushedCanBeDecodedBeforeThereIsMore(String name) throws Exception {
    for (int room : new int[] {Encoder.LEAST_ROOM, 33, 34, 35, 36, 37, 100}) {
      try (Encoder encoder = coding(name).encoder();
          Decoder decoder = coding(name).decoder()) {
        for (String part : new String[] {"abc", "", "d", "efghi".repeat(50)}) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          pump(encoder, ByteBuffer.wrap(bytes(part)), Flush.ALL, room, out);
          ByteBuffer target = ByteBuffer.allocate(1000);
          decoder.decode(ByteBuffer.wrap(out.toByteArray()), target);

          assertThat(new String(Zipped.taken(target), ISO_8859_1)).isEqualTo(part);
        }
      }
    }
  }

  @Test
  void anotherLevelIsTighterOrNot() {
    byte[] quick = Zipped.coded(ContentCoding.gzip(1), WORDS);
    byte[] tight = Zipped.coded(ContentCoding.gzip(9), WORDS);

    assertThat(tight).hasSizeLessThan(quick.length);
    for (int level : new int[] {0, 10, -2}) {
      assertThatThrownBy(() -> ContentCoding.gzip(level)).hasMessageContaining("from 1 to 9");
      assertThatThrownBy(() -> ContentCoding.deflate(level)).hasMessageContaining("from 1 to 9");
    }
  }

  private static ContentCoding coding(String name) {
    return name.equals("gzip") ? ContentCoding.gzip() : ContentCoding.deflate();
  }

  private static byte[] plain(String name, byte[] coded) throws IOException {
    InputStream in = new ByteArrayInputStream(coded);
    try (InputStream out =
        name.equals("gzip") ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
      return out.readAllBytes();
    }
  }

  private static byte[] coded(Encoder encoder, byte[] plain, int part, Flush flush, int room) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (encoder) {
      for (int at = 0; at < plain.length; at += part) {
        int length = Math.min(part, plain.length - at);
        pump(encoder, ByteBuffer.wrap(plain, at, length), flush, room, out);
      }
      pump(encoder, ByteBuffer.allocate(0), Flush.END, room, out);
    }
    return out.toByteArray();
  }

  private static void pump(
      Encoder encoder, ByteBuffer source, Flush flush, int room, ByteArrayOutputStream out) {
    boolean isOut = false;
    while (!isOut) {
      ByteBuffer target = ByteBuffer.allocate(room);
      isOut = encoder.encode(source, target, flush);
      out.writeBytes(Zipped.taken(target));
    }
    assertThat(source.hasRemaining()).isFalse();
  }
}
