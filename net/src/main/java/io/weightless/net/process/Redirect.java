package io.weightless.net.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What one of the three standard streams of a process leads to.
///
/// @param file null unless it is one
public record Redirect(Kind kind, @Nullable Path file) {
  /// What there is to lead to.
  public enum Kind {
    PIPE,
    INHERIT,
    NONE,
    MERGE,
    READ,
    WRITE,
    APPEND
  }

  /// A pipe, whose other end is in this process: [Process#stream], [Process#errors].
  public static final Redirect PIPE = new Redirect(Kind.PIPE, null);

  /// The same as that of this process.
  public static final Redirect INHERIT = new Redirect(Kind.INHERIT, null);

  /// Nothing: there is nothing to read, and what is written is gone. `/dev/null`.
  public static final Redirect NONE = new Redirect(Kind.NONE, null);

  /// Errors go where the output goes.
  public static final Redirect MERGE = new Redirect(Kind.MERGE, null);

  /// It reads a file, which is regular.
  public static Redirect from(Path file) {
    return new Redirect(Kind.READ, file);
  }

  /// It writes a file, which is made when there is none, and else is emptied.
  public static Redirect to(Path file) {
    return new Redirect(Kind.WRITE, file);
  }

  /// It writes behind what is in a file, which is made when there is none.
  public static Redirect append(Path file) {
    return new Redirect(Kind.APPEND, file);
  }

  boolean isForInput() {
    return kind != Kind.MERGE && kind != Kind.WRITE && kind != Kind.APPEND;
  }

  boolean isForOutput() {
    return kind != Kind.MERGE && kind != Kind.READ;
  }

  boolean isForErrors() {
    return kind != Kind.READ;
  }
}
