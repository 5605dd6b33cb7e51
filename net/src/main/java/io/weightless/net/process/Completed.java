package io.weightless.net.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// What has become of a process: how it ended, and what it has written.
///
/// @param output read-only, from its first byte to its limit
/// @param errors the same
public record Completed(Command command, Exit exit, ByteBuffer output, ByteBuffer errors) {
  private static final int SHOWN = 200;

  /// Its output as UTF-8.
  public String text() {
    return UTF_8.decode(output.duplicate()).toString();
  }

  /// Its errors as UTF-8.
  public String errorText() {
    return UTF_8.decode(errors.duplicate()).toString();
  }

  /// This, when it has ended with 0.
  ///
  /// @throws ProcessException with the first line of its errors: 200 characters at the most, and
  ///   `?` for those that a terminal would obey
  public Completed checkSuccess() throws ProcessException {
    if (!exit.isSuccess()) {
      String first = errorText().lines().findFirst().map(Completed::shown).orElse("");
      throw new ProcessException(
          command.program() + ": " + exit + first, ProcessException.Reason.FAILED, null);
    }
    return this;
  }

  private static String shown(String line) {
    String start = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return ": " + start.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }
}
