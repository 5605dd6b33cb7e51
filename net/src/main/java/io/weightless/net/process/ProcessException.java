package io.weightless.net.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A process that could not be started, or did not do what it was to do. The [reason][#reason] is
/// for programs to decide on, the message for people: `start gti: there is no such program`.
public final class ProcessException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What happened.
  public enum Reason {
    /// There is no such program, or what is to interpret it is not there.
    NO_SUCH_PROGRAM,
    /// It is there, and may not be run by this user, or is no program.
    NOT_EXECUTABLE,
    /// The directory in which it was to run is not there.
    NO_SUCH_DIRECTORY,
    /// A file that it was to read or write can't be opened.
    NO_SUCH_FILE,
    /// It has ended, and not with 0.
    FAILED,
    /// It has written more than was wanted.
    OUTPUT_TOO_LONG,
    /// Anything else: the message says what.
    OTHER
  }

  private final Reason reason;

  public ProcessException(String message, Reason reason, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
