package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Ways to cut input, as a network may.
final class Pieces {
  private Pieces() {}

  /// In one piece.
  static List<ByteBuffer> whole(String text) {
    return List.of(buffer(text));
  }

  /// In two pieces, cut before `place`.
  static List<ByteBuffer> cut(String text, int place) {
    return List.of(buffer(text.substring(0, place)), buffer(text.substring(place)));
  }

  static List<ByteBuffer> single(String text) {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      pieces.add(buffer(text.substring(i, i + 1)));
    }
    return pieces;
  }

  /// In every way that takes one cut, in one piece, and byte for byte.
  static void everyWay(String text, Consumer<List<ByteBuffer>> consumer) {
    consumer.accept(whole(text));
    for (int place = 1; place < text.length(); place++) {
      consumer.accept(cut(text, place));
    }
    consumer.accept(single(text));
  }

  static ByteBuffer buffer(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /// What a lent buffer looks like when it was lent to the next one.
  static void spoil(ByteBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) '#');
    }
  }
}
