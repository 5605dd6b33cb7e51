package io.weightless.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Copies of what was written and not yet given to the stream. It holds no memory while it is
/// empty.
final class Backlog {
  private static final int CHUNK = 8 * 1024;

  /// Each ready to be read from, but for the last one, which can be added to.
  private final List<ByteBuffer> chunks = new ArrayList<>();

  void add(ByteBuffer source) {
    if (!chunks.isEmpty()) {
      fill(chunks.getLast(), source);
    }
    if (source.hasRemaining()) {
      seal();
      ByteBuffer chunk = ByteBuffer.allocate(Math.max(CHUNK, source.remaining()));
      chunks.add(chunk.put(source));
    }
  }

  private static void fill(ByteBuffer chunk, ByteBuffer source) {
    int length = Math.min(chunk.remaining(), source.remaining());
    chunk.put(source.slice(source.position(), length));
    source.position(source.position() + length);
  }

  private void seal() {
    if (!chunks.isEmpty()) {
      chunks.getLast().flip();
    }
  }

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  ByteBuffer[] takeAll() {
    seal();
    ByteBuffer[] all = chunks.toArray(ByteBuffer[]::new);
    chunks.clear();
    return all;
  }

  void clear() {
    chunks.clear();
  }
}
