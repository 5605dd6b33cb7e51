package io.weightless.net.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The text of a file, empty when there is none, or none that may be read.
///
/// - **Limit**: 8 MiB; the rest of a longer one is not read.
final class WatchedText {
  private static final int MAX_BYTES = 8 << 20;

  private final Files files;
  private final Path path;

  /// Of what was read last; null for nothing.
  private @Nullable FileInfo seen;

  private String text = "";

  WatchedText(Files files, Path path) {
    this.files = files;
    this.path = path;
  }

  String text() {
    return text;
  }

  /// Reads it when it is another one than last time.
  ///
  /// @return whether it was
  boolean look() {
    try {
      FileInfo present = files.info(path);
      if (present.kind() != FileInfo.Kind.FILE) {
        return forget();
      }
      if (present.equals(seen)) {
        return false;
      }
      text = read();
      seen = present;
      return true;
    } catch (NoSuchFileException | AccessDeniedException _) {
      return forget();
    } catch (IOException _) { // as when too many files are open: what was read is the best there is
      return false;
    }
  }

  private boolean forget() {
    boolean wasThere = seen != null;
    seen = null;
    text = "";
    return wasThere;
  }

  private String read() throws IOException {
    try (FileSource file = files.open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), MAX_BYTES));
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
        // until it is full, or the file has ended
      }
      return UTF_8.decode(bytes.flip()).toString();
    }
  }
}
