package io.weightless.gio;

import io.weightless.coroutine.Coroutine;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The ends of a pipeline of coroutines that are files, or whatever is written to.
///
/// ```java
/// try (FileSource source = files.open(from); FileSink sink = files.append(to)) {
///   Gio.drive(FileStages.reading(source).into(compress()).into(FileStages.writing(sink)));
/// }
/// ```
///
/// They close nothing: a file is whose it was.
public final class FileStages {
  private static final int PART_BYTES = 64 * 1024;

  private FileStages() {}

  /// Writes what is in `source` from its beginning to its end, in parts of up to 64 KiB. Each is
  /// lent until the next one is asked for.
  ///
  /// - **Waits**: for the disk.
  ///
  /// @return of the coroutine: how many bytes
  public static Coroutine<Void, ByteBuffer, Long> reading(FileSource source) {
    return Coroutine.of(
        "reading " + source,
        io -> {
          ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
          long position = 0;
          while (read(source, part.clear(), position)) {
            position += part.flip().remaining();
            io.write(part);
          }
          return position;
        });
  }

  private static boolean read(FileSource source, ByteBuffer part, long position)
      throws IOException {
    return source.read(part, position) > 0;
  }

  /// Writes all that it reads to `sink`.
  ///
  /// - **Waits**: until that has taken it.
  ///
  /// @return of the coroutine: how many bytes
  public static Coroutine<ByteBuffer, Void, Long> writing(Sink sink) {
    return Coroutine.of(
        "writing to " + sink,
        io -> {
          long written = 0;
          for (ByteBuffer part = io.read(); part != null; part = io.read()) {
            written += part.remaining();
            sink.write(part);
          }
          return written;
        });
  }
}
