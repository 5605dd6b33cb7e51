package io.weightless.testing.kit;

import io.weightless.net.process.Command;
import io.weightless.net.process.Redirect;

/// The programs that a kit of processes starts.
public interface Programs extends Reactors {
  /// Copies its input to its output, until the end.
  Command copies();

  /// Ends at once with `status`.
  Command returns(int status);

  /// Writes `text` to its errors, and `other` to its output, and ends.
  Command complains(String text, String other);

  /// Writes as many bytes, as fast as they are read.
  Command writes(int bytes);

  /// Neither reads nor writes, and does not end.
  Command idles();

  /// There is no such program.
  default Command isMissing() {
    return Command.of("a-program-that-nobody-has");
  }

  /// Those of a system that has a shell.
  interface OfTheSystem extends Programs {
    /// By the shell, with `words` as its arguments, from `$1` on.
    static Command shell(String script, String... words) {
      String[] all = new String[words.length + 3];
      all[0] = "-c";
      all[1] = script;
      all[2] = "sh";
      System.arraycopy(words, 0, all, 3, words.length);
      return Command.of("sh", all);
    }

    @Override
    default Command copies() {
      return Command.of("cat");
    }

    @Override
    default Command returns(int status) {
      return shell("exit $1", "" + status);
    }

    @Override
    default Command complains(String text, String other) {
      return shell("printf %s \"$1\" >&2; printf %s \"$2\"", text, other);
    }

    @Override
    default Command writes(int bytes) {
      return Command.of("head", "-c", "" + bytes, "/dev/zero").input(Redirect.NONE);
    }

    @Override
    default Command idles() {
      return Command.of("sleep", "1000");
    }
  }
}
