package io.weightless.check.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Coroutines that talk in lines; it knows how many of them have not ended.
final class Lines {
  private int open;

  interface Talk {
    String talk(Io<ByteBuffer, ByteBuffer> io) throws Exception;
  }

  int open() {
    return open;
  }

  Coroutine<ByteBuffer, ByteBuffer, String> coroutine(String name, Talk talk) {
    return Coroutine.of(
        name,
        io -> {
          open++;
          try {
            return talk.talk(io);
          } finally {
            open--;
          }
        });
  }

  static void write(Io<ByteBuffer, ByteBuffer> io, String line) {
    io.write(ByteBuffer.wrap((line + "\n").getBytes(US_ASCII)));
  }

  /// Null at the end of the input.
  static @Nullable String readOrEnd(Io<ByteBuffer, ByteBuffer> io) {
    ByteBuffer first = io.read();
    if (first == null) {
      return null;
    }
    io.unread(first);
    return read(io);
  }

  /// A whole one. What came behind it is given back.
  static String read(Io<ByteBuffer, ByteBuffer> io) {
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
