package io.weightless.net.component;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import io.weightless.component.Component;
import io.weightless.net.FileSink;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/// Writes all that comes into a file.
///
/// It makes the file when it is run, also when nothing comes. When it has ended the system has all
/// that came; whether that is on the disk, nobody knows.
///
/// - **Cancelled**, or crashed: what was written stays.
/// - **Failing**: it crashes as [Files#edit] and [Files#append] fail.
///
/// From Kamaelia's SimpleFileWriter.
public final class FileOutput extends Component<ByteBuffer, Void> {
  private final Path path;
  private final boolean isAppending;

  private FileOutput(Path path, boolean isAppending) {
    this.path = Objects.requireNonNull(path);
    this.isAppending = isAppending;
  }

  /// In place of what is in the file.
  public static FileOutput replacing(Path path) {
    return new FileOutput(path, false);
  }

  /// Behind what is in the file.
  public static FileOutput appending(Path path) {
    return new FileOutput(path, true);
  }

  @Override
  protected void main() throws IOException {
    Files files = Reactor.current().service(Files.class);
    if (isAppending) {
      append(files);
    } else {
      replace(files);
    }
  }

  private void append(Files files) throws IOException {
    try (FileSink file = files.append(path)) {
      for (ByteBuffer piece : in) {
        file.write(piece.duplicate());
      }
    }
  }

  private void replace(Files files) throws IOException {
    try (OpenFile file = files.edit(path, CREATE, TRUNCATE_EXISTING)) {
      long position = 0;
      for (ByteBuffer piece : in) {
        file.write(piece.duplicate(), position);
        position += piece.remaining();
      }
    }
  }
}
