package io.weightless.engine.internal;

import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;

/// What waits of the JDK end with when their thread is interrupted.
public final class Interruption {
  /// All that the JDK says when an interrupt has closed a socket.
  private static final String CLOSED_BY_INTERRUPT = "Closed by interrupt";

  private Interruption() {}

  /// Whether `thrown` says that a wait was interrupted, or that a file or a socket was closed by
  /// it.
  public static boolean isSaidBy(Throwable thrown) {
    return switch (thrown) {
      case InterruptedException _, ClosedByInterruptException _ -> true;
      case SocketException closed -> CLOSED_BY_INTERRUPT.equals(closed.getMessage());
      default -> false;
    };
  }
}
