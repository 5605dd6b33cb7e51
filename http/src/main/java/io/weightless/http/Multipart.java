package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Several parts of a file in one body: `multipart/byteranges` (RFC 9110, section 14.6).
final class Multipart {
  private static final int BOUNDARY_BYTES = 16;

  private final FileSource source;
  private final List<ByteRange> ranges;
  private final String boundary;

  /// Before each part, what stands there; and what stands behind the last.
  private final List<byte[]> between = new ArrayList<>();

  /// The boundary is 128 bits of `random`. To look whether the file has it would be to read the
  /// file; that it does by chance does not happen, and nobody can put it there who does not know
  /// it.
  Multipart(
      FileSource source, Representation file, List<ByteRange> ranges, RandomGenerator random) {
    this.source = source;
    this.ranges = ranges;
    this.boundary = boundary(random);
    String start = "--";
    for (ByteRange range : ranges) {
      between.add(bytes(start + boundary + "\r\n" + file.partAmongOthers(range) + "\r\n"));
      start = "\r\n--";
    }
    between.add(bytes(start + boundary + "--\r\n"));
  }

  /// The value of Content-Type.
  String type() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  /// It holds the file.
  Body body() {
    long length = 0;
    for (byte[] bytes : between) {
      length += bytes.length;
    }
    for (ByteRange range : ranges) {
      length += range.length();
    }
    return new Body.Streamed(length, this::writeTo, source);
  }

  private void writeTo(Body.Sink sink) throws IOException {
    for (int i = 0; i < ranges.size(); i++) {
      sink.write(ByteBuffer.wrap(between.get(i)));
      sink.send(source, ranges.get(i).first(), ranges.get(i).length());
    }
    sink.write(ByteBuffer.wrap(between.getLast()));
  }

  private static String boundary(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < BOUNDARY_BYTES / Long.BYTES; i++) {
      text.append("%016x".formatted(random.nextLong()));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
