package io.weightless.net.process.internal;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.process.Command;
import io.weightless.net.process.ProcessException;
import io.weightless.net.process.ProcessException.Reason;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a command can't be started, in one line.
public final class Refusal {
  private Refusal() {}

  /// What can be seen before.
  public static void check(Command command) throws ProcessException {
    Spelling.OF_SYSTEM.check(command);
    Path directory = command.directory();
    if (directory != null && !Files.isDirectory(directory)) {
      throw refusal(command, Reason.NO_SUCH_DIRECTORY, "there is no directory " + directory, null);
    }
    checkFile(command, command.input());
    checkFile(command, command.output());
    checkFile(command, command.errors());
  }

  /// To open a pipe could hold the loop for ever.
  private static void checkFile(Command command, Redirect redirect) throws ProcessException {
    Path file = redirect.file();
    boolean mayBeMade = redirect.kind() != Redirect.Kind.READ;
    if (file != null && mayBeMade && !Files.isDirectory(folder(file))) {
      throw refusal(command, Reason.NO_SUCH_FILE, "there is no directory " + folder(file), null);
    }
    if (file != null && !Files.isRegularFile(file) && !(mayBeMade && Files.notExists(file))) {
      String what = Files.exists(file) ? file + " is not a regular file" : "there is no " + file;
      throw refusal(command, Reason.NO_SUCH_FILE, what, null);
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  /// A file that it was to read or write could not be opened.
  static ProcessException ofFile(Command command, Path file, IOException cause) {
    String why = "open " + file + ": " + cause.getMessage();
    return refusal(command, Reason.NO_SUCH_FILE, why, cause);
  }

  /// What the system said of its number; the JDK says it in words.
  static ProcessException of(Command command, Errno cause) {
    return switch (cause.number()) {
      case Errno.ENOENT -> noSuchProgram(command, cause);
      case Errno.EACCES, Errno.ENOEXEC -> notExecutable(command, cause);
      default -> other(command, cause);
    };
  }

  private static ProcessException noSuchProgram(Command command, IOException cause) {
    return refusal(command, Reason.NO_SUCH_PROGRAM, "there is no such program", cause);
  }

  private static ProcessException notExecutable(Command command, IOException cause) {
    return refusal(command, Reason.NOT_EXECUTABLE, "it can't be run", cause);
  }

  private static ProcessException other(Command command, IOException cause) {
    return refusal(command, Reason.OTHER, String.valueOf(cause.getMessage()), cause);
  }

  /// What the JDK said.
  public static ProcessException of(Command command, IOException cause) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof ProcessException known) {
      return known;
    }
    if (cause.getCause() instanceof FileNotFoundException file) {
      return refusal(command, Reason.NO_SUCH_FILE, "open " + file.getMessage(), cause);
    }
    if (said.contains("no such file")) {
      return noSuchProgram(command, cause);
    }
    if (said.contains("permission denied") || said.contains("exec format")) {
      return notExecutable(command, cause);
    }
    return other(command, cause);
  }

  /// A signal was not let through.
  static ProcessException ofSignal(Signal signal, long pid, IOException cause) {
    String message = "signal " + signal + " to process " + pid + ": " + cause.getMessage();
    return new ProcessException(message, Reason.OTHER, cause);
  }

  /// `start cat: why`.
  public static ProcessException refusal(
      Command command, Reason reason, String why, @Nullable Throwable cause) {
    return new ProcessException("start " + command.program() + ": " + why, reason, cause);
  }
}
