package io.weightless.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// What the other end of a [ScriptedStream] does at one point.
sealed interface ScriptLine {
  /// Goes on when so many bytes were written.
  record Expect(int until) implements ScriptLine {}

  /// Goes on when the output is closed.
  record ExpectEnd() implements ScriptLine {}

  /// Goes on when somebody has read it.
  final class Send implements ScriptLine {
    final byte[] piece;

    Send(byte[] piece) {
      this.piece = piece;
    }
  }

  /// Goes on when so much time has passed.
  record Stall(Duration time) implements ScriptLine {}

  /// Stays.
  record End() implements ScriptLine {}

  /// Stays.
  record Fail(IOException failure) implements ScriptLine {}

  /// After "a script that".
  default String describe(byte[] expected, int written) {
    return switch (this) {
      case Expect expect ->
          "expects " + Bytes.quoted(Arrays.copyOfRange(expected, written, expect.until));
      case ExpectEnd _ -> "expects the end";
      case Send send -> "sends " + Bytes.quoted(send.piece);
      case Stall stall -> "stalls for " + stall.time;
      case End _ -> "has ended";
      case Fail fail -> "fails with " + fail.failure;
    };
  }
}
