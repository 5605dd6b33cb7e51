package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Stream;
import io.weightless.net.terminal.Terminal.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows frames on a terminal: ECMA-48 and what xterm has beyond it. Each is one write, of the
/// lines that are not there already, so nothing flickers.
final class Screen {
  /// The other screen, without cursor, and lines that end at its edge.
  private static final String BEGIN = "\u001b[?1049h\u001b[?25l\u001b[?7l";

  private static final String END = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String CLEAR = "\u001b[m\u001b[2J";
  private static final String CLEAR_TO_THE_END = "\u001b[K";

  private final Stream stream;
  private final boolean hasColours;
  private @Nullable Size shownSize;
  private List<Line> shown = List.of();

  Screen(Stream stream, boolean hasColours) {
    this.stream = stream;
    this.hasColours = hasColours;
  }

  void open() throws IOException {
    write(BEGIN);
  }

  /// What was there before is there again.
  void close() throws IOException {
    write(END);
  }

  /// Somebody else may have written there.
  void forget() {
    shownSize = null;
  }

  /// @param size of the terminal: when it is another one, all is drawn anew
  void show(Frame frame, Size size) throws IOException {
    String changes = changes(frame, size);
    if (!changes.isEmpty()) {
      write(changes);
    }
  }

  /// What makes of that which is shown this frame.
  String changes(Frame frame, Size size) {
    StringBuilder changes = new StringBuilder();
    if (!size.equals(shownSize)) {
      changes.append(CLEAR);
      shown = List.of();
    }
    List<Line> lines = frame.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (i >= shown.size() || !lines.get(i).equals(shown.get(i))) {
        changes.append("\u001b[").append(i + 1).append(";1H");
        changes.append(lines.get(i).styled(hasColours)).append(CLEAR_TO_THE_END);
      }
    }
    shown = lines;
    shownSize = size;
    return changes.toString();
  }

  private void write(String text) throws IOException {
    stream.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
