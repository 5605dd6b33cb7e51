package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.IncomingBody;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;

/// A body that comes in pieces, as strict as those of a connection: what was lent is spoilt by the
/// next read.
final class Pieces implements IncomingBody {
  private final ArrayDeque<byte[]> left = new ArrayDeque<>();
  private byte[] lent = new byte[0];

  private Pieces() {}

  /// `text`, as Latin-1, cut at these places.
  static Pieces of(String text, int... places) {
    Pieces pieces = new Pieces();
    int from = 0;
    for (int place : places) {
      pieces.add(text.substring(from, place));
      from = place;
    }
    return pieces.add(text.substring(from));
  }

  /// `text` in pieces of that size.
  static Pieces each(String text, int size) {
    Pieces pieces = new Pieces();
    for (int at = 0; at < text.length(); at += size) {
      pieces.add(text.substring(at, Math.min(text.length(), at + size)));
    }
    return pieces;
  }

  private Pieces add(String text) {
    if (!text.isEmpty()) {
      left.add(text.getBytes(ISO_8859_1));
    }
    return this;
  }

  @Override
  public ByteBuffer read() {
    Arrays.fill(lent, (byte) '#');
    lent = left.isEmpty() ? new byte[0] : left.remove();
    return ByteBuffer.wrap(lent);
  }

  @Override
  public long length() {
    return UNKNOWN;
  }
}
