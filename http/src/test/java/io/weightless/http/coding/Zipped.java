package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/// What the JDK's own streams make of bytes, and ours.
final class Zipped {
  private Zipped() {}

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return out.toByteArray();
  }

  static byte[] gzip(String plain) {
    return gzip(bytes(plain));
  }

  static byte[] zlib(byte[] plain) {
    return deflated(plain, false);
  }

  static byte[] zlib(String plain) {
    return zlib(bytes(plain));
  }

  /// Without an envelope.
  static byte[] bare(byte[] plain) {
    return deflated(plain, true);
  }

  /// Words, so that they get shorter, and not too much so.
  static byte[] words(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(5000), 36)).append(' ');
    }
    return bytes(text.substring(0, length));
  }

  /// What `coding` makes of it.
  static byte[] coded(ContentCoding coding, byte[] plain) {
    try (Encoder encoder = coding.encoder()) {
      ByteBuffer target = ByteBuffer.allocate(plain.length + plain.length / 100 + 100);
      if (!encoder.encode(ByteBuffer.wrap(plain), target, Encoder.Flush.END)) {
        throw new AssertionError("there was too little room");
      }
      return taken(target);
    }
  }

  /// What the JDK makes of it, which was coded like that; of nothing, if it was not.
  static String plain(String coding, String coded) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes(coded));
    try (InputStream plain =
        switch (coding) {
          case "gzip" -> new GZIPInputStream(in);
          case "deflate" -> new InflaterInputStream(in);
          default -> in;
        }) {
      return new String(plain.readAllBytes(), ISO_8859_1);
    }
  }

  /// What was put into `target`.
  static byte[] taken(ByteBuffer target) {
    byte[] all = new byte[target.flip().remaining()];
    target.get(all);
    return all;
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] plain, boolean isBare) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, isBare);
        DeflaterOutputStream zip = new DeflaterOutputStream(out, deflater)) {
      zip.write(plain);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return out.toByteArray();
  }
}
