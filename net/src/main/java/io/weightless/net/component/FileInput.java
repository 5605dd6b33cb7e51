package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/// Sends what is in a file, from its beginning to its end, in pieces of up to 64 KiB: `new
/// FileInput(path).into(new Lines())`.
///
/// - **Failing**: it crashes as [Files#open] fails.
///
/// From Kamaelia's ReadFileAdaptor.
public final class FileInput extends Component<Void, ByteBuffer> {
  private static final int LEAST_BYTES = 4 * 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  private final Path path;

  public FileInput(Path path) {
    this.path = Objects.requireNonNull(path);
  }

  @Override
  protected void main() throws IOException {
    try (FileSource file = Reactor.current().service(Files.class).open(path)) {
      long position = 0;
      for (ByteBuffer piece = read(file, position);
          piece.hasRemaining();
          piece = read(file, position)) {
        position += piece.remaining();
        out.send(piece);
      }
    }
  }

  private static ByteBuffer read(FileSource file, long position) throws IOException {
    long left = file.info().size() - position; // a guess: it may grow, or not tell
    ByteBuffer piece = ByteBuffer.allocate(Math.clamp(left, LEAST_BYTES, PIECE_BYTES));
    file.read(piece, position);
    return piece.flip();
  }
}
