package io.weightless.tool;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;

/// What a command says on standard error. From any thread: each call is one write, for the writer
/// has a lock of its own.
///
/// @param verbose whether to show stack traces; asked when there is one
record Voice(PrintWriter err, BooleanSupplier verbose) {
  void say(String line) {
    err.println(line);
  }

  /// Says `line`, which tells of `failure`.
  void say(String line, Throwable failure) {
    StringWriter text = new StringWriter().append(line);
    if (verbose.getAsBoolean()) {
      text.append(System.lineSeparator());
      failure.printStackTrace(new PrintWriter(text));
      text.getBuffer().setLength(text.toString().stripTrailing().length());
    }
    say(text.toString());
  }

  /// Why it failed, in the first line of its message.
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    String reason = message == null ? "" : message.lines().findFirst().orElse("");
    return reason.isBlank() ? failure.getClass().getSimpleName() : reason;
  }
}
