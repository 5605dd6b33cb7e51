package io.weightless.tool.inspect;

/// How text looks. No meaning is in it that is not in the text, too.
enum Style {
  PLAIN("", ""),
  STRONG("1", "1"),
  FAINT("2", "2"),
  HEADING("1;4", "1;4;36"),
  SELECTED("7", "7"),
  TROUBLE("1", "1;31");

  private final String plain;
  private final String coloured;

  Style(String plain, String coloured) {
    this.plain = plain;
    this.coloured = coloured;
  }

  /// `text` as a terminal shows it so: SGR of ECMA-48.
  String of(String text, boolean hasColours) {
    String codes = hasColours ? coloured : plain;
    return codes.isEmpty() ? text : "\u001b[" + codes + "m" + text + "\u001b[m";
  }
}
