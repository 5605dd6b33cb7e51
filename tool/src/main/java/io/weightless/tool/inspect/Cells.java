package io.weightless.tool.inspect;

import java.util.ArrayList;
import java.util.List;

/// Text as it stands in the cells of a terminal. What comes from the program that is looked at may
/// be anything, so what a terminal could take for an order is shown instead of sent.
final class Cells {
  private static final String CUT = "…";

  private Cells() {}

  /// `text` in exactly `width` cells, from the left: cut with an ellipsis, or filled up with
  /// blanks.
  static String fit(String text, int width) {
    StringBuilder fitted = new StringBuilder();
    int used = append(fitted, text, width);
    return fitted.repeat(' ', width - used).toString();
  }

  /// The same, filled up on the left.
  static String fitRight(String text, int width) {
    StringBuilder fitted = new StringBuilder();
    int used = append(fitted, text, width);
    return fitted.insert(0, " ".repeat(width - used)).toString();
  }

  /// `text` in at most `width` cells.
  static String cut(String text, int width) {
    StringBuilder cut = new StringBuilder();
    int _ = append(cut, text, width);
    return cut.toString();
  }

  /// `text` in lines of at most `width` cells, those behind the first with its blanks and some more
  /// in front of them.
  static List<String> wrap(String text, int width) {
    int indent = Math.min(text.length() - text.stripLeading().length() + 4, width / 2);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().map(Cells::shown).toArray()) {
      if (used + width(c) > width && used > indent) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent));
        used = indent;
      }
      line.appendCodePoint(c);
      used += width(c);
    }
    lines.add(line.toString());
    return lines;
  }

  /// How many cells it takes.
  static int width(String text) {
    return text.codePoints().map(c -> width(shown(c))).sum();
  }

  /// @return how many cells that took
  private static int append(StringBuilder target, String text, int width) {
    int used = 0;
    int lastThatFits = 0; // with the ellipsis behind it
    int usedThere = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int shown = shown(c);
      if (used + width(shown) > width) {
        target.setLength(lastThatFits);
        target.append(width > 0 ? CUT : "");
        return usedThere + (width > 0 ? 1 : 0);
      }
      used += width(shown);
      target.appendCodePoint(shown);
      if (used < width) {
        lastThatFits = target.length();
        usedThere = used;
      }
      i += Character.charCount(c);
    }
    return used;
  }

  /// What stands for it: the pictures of Unicode for control characters, and for whatever else may
  /// change how a line reads the mark of what can't be shown.
  private static int shown(int c) {
    if (c < ' ') {
      return 0x2400 + c;
    }
    if (c == 0x7f) {
      return 0x2421;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          0xfffd;
      default -> c;
    };
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /// By the blocks of Unicode's East Asian Width: Hangul, CJK and Kana, full forms, pictures.
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
