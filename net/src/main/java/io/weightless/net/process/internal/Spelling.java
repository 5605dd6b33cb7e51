package io.weightless.net.process.internal;

import io.weightless.net.process.Command;
import io.weightless.net.process.ProcessException;
import io.weightless.net.process.ProcessException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How the words of a command are written for the system, which knows bytes only.
record Spelling(Charset charset) {
  /// That of file names, in which the JDK has read the words that this process was given.
  static final Spelling OF_SYSTEM =
      new Spelling(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));

  /// @param text of a command that was checked
  byte[] bytes(String text) {
    return text.getBytes(charset);
  }

  /// @throws ProcessException saying which word can't be written
  void check(Command command) throws ProcessException {
    List<String> words = command.words();
    for (int i = 0; i < words.size(); i++) {
      check(command, i == 0 ? "its name" : "its argument " + i, words.get(i));
    }
    for (Map.Entry<String, String> variable : command.environment().entrySet()) {
      check(command, "the name of a variable", variable.getKey());
      check(command, "its variable " + variable.getKey(), variable.getValue());
    }
    check(command, "its directory", command.directory());
    check(command, "its input", command.input().file());
    check(command, "its output", command.output().file());
    check(command, "its errors", command.errors().file());
  }

  /// Shows the one character only: words may be secret.
  private void check(Command command, String what, String text) throws ProcessException {
    OptionalInt strange = firstStrange(text);
    if (strange.isPresent()) {
      String character = "U+%04X".formatted(strange.getAsInt());
      String why = what + " has " + character + " in it, which the locale's " + charset + " lacks";
      throw Refusal.refusal(command, Reason.OTHER, why, null);
    }
  }

  private OptionalInt firstStrange(String text) {
    CharsetEncoder encoder = charset.newEncoder();
    return encoder.canEncode(text)
        ? OptionalInt.empty()
        : text.codePoints().filter(one -> !encoder.canEncode(Character.toString(one))).findFirst();
  }

  /// What a directory has listed may have a name that is no text.
  private static void check(Command command, String what, @Nullable Path path)
      throws ProcessException {
    if (path != null && !isText(path)) {
      String why = what + " has a name that is no text in the locale's encoding: " + path;
      throw Refusal.refusal(command, Reason.OTHER, why, null);
    }
  }

  private static boolean isText(Path path) {
    try {
      return path.getFileSystem().getPath(path.toString()).equals(path);
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
