package io.weightless.check.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `java` block of the guide, and what it prints: the `text` block right below it, or nothing.
///
/// - One that begins with `// Name.java` is that file: a program if it has a `main` method,
///   otherwise a class for the programs.
/// - A program with the line [#GAP] is a frame.
/// - Any other block is a fragment: lines for the gap of the last frame above it.
///
/// @param chapter the file's name
/// @param line of the chapter, where the code begins
record Listing(String chapter, int line, String code, String printed) {
  static final String GAP = "// your lines";

  private static final Pattern NAME = Pattern.compile("// (\\w+)\\.java\n");

  boolean isFragment() {
    return !named().lookingAt();
  }

  boolean isFrame() {
    return code.contains(GAP);
  }

  boolean isProgram() {
    return !isFragment() && code.contains("\nvoid main(");
  }

  /// What its class is called.
  String name() {
    Matcher named = named();
    String number = chapter.replaceFirst("\\W.*", "");
    return named.lookingAt() ? named.group(1) : "Fragment" + line + "Of" + number;
  }

  /// The program that a fragment becomes in `frame`.
  Listing in(Listing frame) {
    String whole = "// " + name() + ".java\n" + frame.code.replace(GAP, code);
    return new Listing(chapter, line, whole, printed);
  }

  private Matcher named() {
    return NAME.matcher(code);
  }

  @Override
  public String toString() {
    return chapter + ":" + line + " " + name();
  }
}
