package io.weightless.tool.inspect;

import java.util.List;
import java.util.stream.Collectors;

/// What is on a screen, line by line from the top. It has no more lines than the screen, and none
/// is wider.
record Frame(List<Line> lines) {
  Frame {
    lines = List.copyOf(lines);
  }

  /// Without its looks.
  String plain() {
    return lines.stream().map(Line::plain).collect(Collectors.joining("\n"));
  }
}
