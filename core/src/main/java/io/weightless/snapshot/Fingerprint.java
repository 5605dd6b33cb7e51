package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// What is kept of an output, so that another one is told from it and both can be shown: all of a
/// small one, else its beginning, its length and a hash.
final class Fingerprint {
  /// Up to so many bytes are kept whole.
  static final int SMALL = 40;

  private static final int HEAD = 32;
  private static final int HASH = 8;

  private Fingerprint() {}

  static byte[] of(byte[] whole) {
    if (whole.length <= SMALL) {
      return whole;
    }
    return ByteBuffer.allocate(HEAD + Integer.BYTES + HASH)
        .put(whole, 0, HEAD)
        .putInt(whole.length)
        .put(sha256(whole), 0, HASH)
        .array();
  }

  /// For people.
  static String shown(byte[] print) {
    if (print.length <= SMALL) {
      return readable(print);
    }
    ByteBuffer rest = ByteBuffer.wrap(print).position(HEAD);
    return readable(Arrays.copyOf(print, HEAD))
        + "... ("
        + rest.getInt()
        + " bytes, hash "
        + HexFormat.of().toHexDigits(rest.getLong())
        + ")";
  }

  private static String readable(byte[] bytes) {
    String text = new String(bytes, UTF_8).replaceFirst("\uFFFD+$", ""); // cut in a character
    boolean isText =
        text.chars().noneMatch(c -> c == '\uFFFD' || (Character.isISOControl(c) && c != '\n'));
    return isText
        ? "\"" + text.replace("\n", "\\n") + "\""
        : HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("each JDK has SHA-256", e);
    }
  }
}
