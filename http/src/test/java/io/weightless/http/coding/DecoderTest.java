package io.weightless.http.coding;

import static io.weightless.http.coding.Zipped.bytes;
import static io.weightless.http.coding.Zipped.joined;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 1952 (gzip), RFC 1950 (zlib) and RFC 1951 (its data alone).
final class DecoderTest {
  private static final String TEXT = "All that glitters is not gold, not gold, not gold.";
  private static final byte[] PLAIN = bytes(TEXT);

  record Valid(String what, ContentCoding coding, String sent, String plain) {
    Valid(String what, ContentCoding coding, byte[] coded, String plain) {
      this(what, coding, new String(coded, ISO_8859_1), plain);
    }

    byte[] coded() {
      return bytes(sent);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static List<Valid> valid() {
    ContentCoding gzip = ContentCoding.gzip();
    ContentCoding deflate = ContentCoding.deflate();
    byte[] whole = Zipped.gzip(PLAIN);
    return List.of(
        new Valid("gzip", gzip, whole, TEXT),
        new Valid("gzip of nothing", gzip, Zipped.gzip(""), ""),
        new Valid("two members", gzip, joined(whole, whole), TEXT + TEXT),
        new Valid(
            "a member of nothing between",
            gzip,
            joined(whole, Zipped.gzip(""), whole),
            TEXT + TEXT),
        new Valid("extra field", gzip, member(4, new byte[] {3, 0, 'a', 'b', 'c'}), TEXT),
        new Valid("extra field of nothing", gzip, member(4, new byte[] {0, 0}), TEXT),
        new Valid("name", gzip, member(8, bytes("a.txt\0")), TEXT),
        new Valid("name of nothing", gzip, member(8, bytes("\0")), TEXT),
        new Valid("comment", gzip, member(16, bytes("hello\0")), TEXT),
        new Valid("said to be text", gzip, member(1, bytes("")), TEXT),
        new Valid("all fields", gzip, all(0), TEXT),
        new Valid("zlib", deflate, Zipped.zlib(PLAIN), TEXT),
        new Valid("zlib of nothing", deflate, Zipped.zlib(""), ""),
        new Valid("its data alone", deflate, Zipped.bare(PLAIN), TEXT),
        new Valid("its data alone, of nothing", deflate, Zipped.bare(bytes("")), ""));
  }

  record Broken(String what, ContentCoding coding, String sent, String message) {
    Broken(String what, ContentCoding coding, byte[] coded, String message) {
      this(what, coding, new String(coded, ISO_8859_1), message);
    }

    byte[] coded() {
      return bytes(sent);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static List<Broken> broken() {
    ContentCoding gzip = ContentCoding.gzip();
    ContentCoding deflate = ContentCoding.deflate();
    byte[] zip = Zipped.gzip(PLAIN);
    byte[] zlib = Zipped.zlib(PLAIN);
    return List.of(
        new Broken("other bytes", gzip, PLAIN, "does not begin as a gzip"),
        new Broken("half of the magic", gzip, with(zip, 1, 0x8c), "does not begin as a gzip"),
        new Broken("another method", gzip, with(zip, 2, 7), "its compression method is 7"),
        new Broken("reserved flag", gzip, with(zip, 3, 0x20), "flags that nobody knows: 32"),
        new Broken("header checksum", gzip, all(1), "its header has another checksum"),
        new Broken("data", gzip, with(zip, 10, 0xff), "its compressed data is broken"),
        new Broken("checksum", gzip, flipped(zip, zip.length - 8), "its checksum is another"),
        new Broken("length", gzip, flipped(zip, zip.length - 1), "its length is another"),
        new Broken("behind the end", gzip, joined(zip, bytes("x")), "does not begin as a gzip"),
        new Broken("zeros behind the end", gzip, joined(zip, new byte[1]), "does not begin as"),
        new Broken(
            "endless name",
            gzip,
            member(8, new byte[0], bytes("x".repeat(GzipHeader.LIMIT))),
            "longer than 131072 bytes"),
        new Broken("zlib checksum", deflate, flipped(zlib, zlib.length - 1), "its checksum is"),
        new Broken("zlib data", deflate, with(zlib, 2, 0xff), "its compressed data is broken"),
        new Broken("behind the end of zlib", deflate, joined(zlib, new byte[1]), "behind its end"),
        new Broken(
            "behind bare data", deflate, joined(Zipped.bare(PLAIN), new byte[1]), "behind its end"),
        new Broken("behind the least bare data", deflate, new byte[] {3, 0, 0}, "behind its end"),
        new Broken("window of 64 KiB", deflate, with(with(zlib, 0, 0x88), 1, 0x1c), "is broken"),
        new Broken(
            "dictionary",
            deflate,
            new byte[] {0x78, (byte) 0xbb, 0, 0, 0, 0},
            "it needs a dictionary"),
        new Broken("neither", deflate, PLAIN, "its compressed data is broken"));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsValidIsDecodedAtEverySplitPoint(Valid row) throws Exception {
    for (int at = 0; at <= row.coded().length; at++) {
      for (int room : new int[] {1, 7, 1000}) {
        assertThat(decoded(row.coding, row.coded(), at, room))
            .as("split at " + at)
            .isEqualTo(row.plain);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void nothingButTheWholeIsComplete(Valid row) throws Exception {
    for (int at = 0; at < row.coded().length; at++) {
      boolean isWholeMember = row.coding instanceof Gzip && endsMember(row, at);
      try (Decoder decoder = row.coding.decoder()) {
        decoder.decode(ByteBuffer.wrap(row.coded(), 0, at), ByteBuffer.allocate(1000));

        assertThat(decoder.isComplete()).as("after " + at).isEqualTo(isWholeMember);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsBrokenIsNamedAtEverySplitPoint(Broken row) {
    int last = Math.min(row.coded().length, 200);
    for (int at = 0; at <= last; at++) {
      int split = at;
      assertThatThrownBy(() -> decoded(row.coding, row.coded(), split, 1000))
          .as("split at " + at)
          .isInstanceOf(MalformedContent.class)
          .hasMessageContaining(row.message);
    }
  }

  @Test
  void randomBytesAreDecodedOrRefusedAndNothingElse() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] coded = seed % 2 == 0 ? Zipped.gzip(PLAIN) : Zipped.zlib(PLAIN);
      for (int i = 0; i < 3; i++) {
        coded[random.nextInt(coded.length)] = (byte) random.nextInt();
      }
      ContentCoding coding = seed % 2 == 0 ? ContentCoding.gzip() : ContentCoding.deflate();
      try {
        assertThat(decoded(coding, coded, random.nextInt(coded.length), 10))
            .as("seed " + seed)
            .isEqualTo(TEXT);
      } catch (MalformedContent refused) {
        assertThat(refused).hasMessageStartingWith("it");
      }
    }
  }

  /// All output of both pieces; throws also if it is not complete.
  private static String decoded(ContentCoding coding, byte[] coded, int split, int room)
      throws MalformedContent {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Decoder decoder = coding.decoder()) {
      pump(decoder, ByteBuffer.wrap(coded, 0, split), room, out);
      pump(decoder, ByteBuffer.wrap(coded, split, coded.length - split), room, out);
      if (!decoder.isComplete()) {
        throw new MalformedContent("it ends too early");
      }
    }
    return new String(out.toByteArray(), ISO_8859_1);
  }

  private static void pump(Decoder decoder, ByteBuffer source, int room, ByteArrayOutputStream out)
      throws MalformedContent {
    boolean isMore = true;
    while (isMore) {
      ByteBuffer target = ByteBuffer.allocate(room);
      decoder.decode(source, target);
      isMore = !target.hasRemaining();
      assertThat(isMore || !source.hasRemaining()).isTrue();
      out.writeBytes(Zipped.taken(target));
    }
  }

  /// Whether one of several members ends there.
  private static boolean endsMember(Valid row, int at) {
    int first = Zipped.gzip(PLAIN).length;
    return row.what.contains("member")
        && (at == first || (row.what.contains("nothing") && at == first + Zipped.gzip("").length));
  }

  /// A member with these header fields behind the fixed ones.
  private static byte[] member(int flags, byte[]... fields) {
    byte[] whole = Zipped.gzip(PLAIN);
    byte[] fixed = with(Arrays.copyOf(whole, 10), 3, flags);
    return joined(fixed, joined(fields), Arrays.copyOfRange(whole, 10, whole.length));
  }

  /// A member with all header fields there are.
  ///
  /// @param wrong is added to its checksum
  private static byte[] all(int wrong) {
    byte[] fields = joined(new byte[] {1, 0, 'x'}, bytes("name\0comment\0"));
    CRC32 checksum = new CRC32();
    checksum.update(with(Arrays.copyOf(Zipped.gzip(PLAIN), 10), 3, 31));
    checksum.update(fields);
    long sum = checksum.getValue() + wrong;
    return member(31, fields, new byte[] {(byte) sum, (byte) (sum >> 8)});
  }

  private static byte[] flipped(byte[] bytes, int at) {
    return with(bytes, at, bytes[at] ^ 1);
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] other = bytes.clone();
    other[at] = (byte) value;
    return other;
  }
}
