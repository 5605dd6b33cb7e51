package io.weightless.net.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Cuts bytes into lines, wherever they were cut before.
final class LineCutter {
  /// Of a line, without its end.
  static final int LIMIT_BYTES = 64 * 1024;

  private final int limit;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  LineCutter(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a line needs room for a byte at least, not " + limit);
    }
    this.limit = limit;
  }

  /// Takes from `source` up to the end of a line, or all.
  ///
  /// @return null when the line has no end yet
  /// @throws LineTooLong when it has more bytes than the limit already
  @Nullable String next(ByteBuffer source) throws LineTooLong {
    while (source.hasRemaining()) {
      byte next = source.get();
      if (next == '\n') {
        return cut(true);
      }
      begun.write(next);
      if (begun.size() - 1 > limit) {
        throw new LineTooLong(limit);
      }
    }
    return null;
  }

  /// The last line, when it has no end; null when there is none.
  @Nullable String last() throws LineTooLong {
    return begun.size() == 0 ? null : cut(false);
  }

  private String cut(boolean hasEnd) throws LineTooLong {
    String line = begun.toString(UTF_8);
    int bytes = begun.size();
    if (hasEnd && line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
      bytes--;
    }
    if (bytes > limit) {
      throw new LineTooLong(limit);
    }
    begun.reset();
    return line;
  }
}
