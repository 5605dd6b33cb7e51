package io.weightless.gio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.coroutine.Io;
import java.nio.ByteBuffer;

/// What the coroutines of these tests say.
final class Texts {
  private Texts() {}

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /// What remains in it, which stays as it is.
  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  static void write(Io<ByteBuffer, ByteBuffer> io, String text) {
    io.write(bytes(text));
  }

  /// What the next read gives; `end` at the end.
  static String read(Io<ByteBuffer, ByteBuffer> io) {
    ByteBuffer read = io.read();
    return read == null ? "end" : text(read);
  }

  /// The next line, without what ends it. What comes behind it is given back.
  static String readLine(Io<ByteBuffer, ByteBuffer> io) {
    StringBuilder line = new StringBuilder();
    while (true) {
      ByteBuffer bytes = io.next();
      while (bytes.hasRemaining()) {
        char next = (char) bytes.get();
        if (next == '\n') {
          if (bytes.hasRemaining()) {
            io.unread(bytes);
          }
          return line.toString();
        }
        line.append(next);
      }
    }
  }
}
