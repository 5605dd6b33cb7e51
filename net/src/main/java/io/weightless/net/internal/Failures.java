package io.weightless.net.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What is done with what the world breaks.
public final class Failures {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  private Failures() {}

  /// `what: reason`, where the system gives only the reason.
  public static IOException named(String what, IOException cause) {
    return new IOException(line(what, cause), cause);
  }

  static String line(String what, IOException cause) {
    return what + ": " + reason(cause);
  }

  /// In the system's words.
  static String reason(IOException cause) {
    String reason = cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName() : reason;
  }

  /// For what is given up: nobody could do anything about a failure.
  public static void closeQuietly(@Nullable AutoCloseable resource) {
    if (resource != null) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.DEBUG, "a failed close", e);
      }
    }
  }
}
