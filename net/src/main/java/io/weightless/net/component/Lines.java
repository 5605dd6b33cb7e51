package io.weightless.net.component;

import io.weightless.component.Component;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Makes lines of the bytes that come in, wherever they are cut: `new FileInput(path).into(new
/// Lines())`.
///
/// A line ends with LF or CR LF, and is sent without it; what follows the last one is a line, too.
/// The bytes are UTF-8; what is not becomes U+FFFD.
///
/// - **Limit**: 64 KiB for a line, or as many bytes as one likes.
/// - **Failing**: it crashes with [LineTooLong].
public final class Lines extends Component<ByteBuffer, String> {
  private final LineCutter cutter;

  public Lines() {
    this(LineCutter.LIMIT_BYTES);
  }

  /// @param limit how many bytes a line may have, without its end
  public Lines(int limit) {
    cutter = new LineCutter(limit);
  }

  @Override
  protected void main() throws IOException {
    for (ByteBuffer piece : in) {
      ByteBuffer rest = piece.duplicate();
      for (String line = cutter.next(rest); line != null; line = cutter.next(rest)) {
        out.send(line);
      }
    }
    @Nullable String last = cutter.last();
    if (last != null) {
      out.send(last);
    }
  }
}
