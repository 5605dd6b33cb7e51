package io.weightless.engine.internal;

import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;

/// What waits of the JDK end with when their thread is interrupted.
public final class Interruption {
  /// All that the JDK says when an interrupt has closed a socket.
  private static final String CLOSED_BY_INTERRUPT = "Closed by interrupt";

  private static final int DEEPEST = 32;

  private Interruption() {}

  /// Whether `thrown` says that a wait was interrupted, or that a file or a socket was closed by
  /// it: itself, or by what it wraps, as libraries do.
  public static boolean isSaidBy(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) { // it may be a circle
      if (isOne(at)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable thrown) {
    return switch (thrown) {
      case InterruptedException _, ClosedByInterruptException _ -> true;
      case SocketException closed -> CLOSED_BY_INTERRUPT.equals(closed.getMessage());
      default -> false;
    };
  }
}
