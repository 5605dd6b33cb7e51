package io.weightless.tool.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A line of a screen: pieces of text that look each their own way. They have no characters that a
/// terminal takes for an order.
record Line(List<Piece> pieces) {
  record Piece(String text, Style style) {}

  Line {
    pieces = List.copyOf(pieces);
  }

  static Line of(String text, Style style) {
    return new Line(List.of(new Piece(text, style)));
  }

  /// This with `text` behind it.
  Line with(String text, Style style) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(new Piece(text, style));
    return new Line(more);
  }

  /// Without its looks, and without blanks at its end.
  String plain() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining()).stripTrailing();
  }

  /// With the orders for a terminal.
  String styled(boolean hasColours) {
    return pieces.stream()
        .map(piece -> piece.style.of(piece.text, hasColours))
        .collect(Collectors.joining());
  }
}
