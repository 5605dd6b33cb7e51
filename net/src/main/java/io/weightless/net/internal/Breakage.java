package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.internal.linux.Errno;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;

/// Finds out what has broken: by the system's number, and where only the JDK knows that, by what it
/// says.
public final class Breakage {
  /// As Linux numbers them.
  private static final Map<Integer, Reason> NUMBERS =
      Map.ofEntries(
          Map.entry(1, Reason.NOT_PERMITTED), // EPERM
          Map.entry(13, Reason.NOT_PERMITTED), // EACCES
          Map.entry(23, Reason.TOO_MANY_FILES), // ENFILE
          Map.entry(24, Reason.TOO_MANY_FILES), // EMFILE
          Map.entry(32, Reason.CLOSED_BY_PEER), // EPIPE
          Map.entry(98, Reason.IN_USE), // EADDRINUSE
          Map.entry(99, Reason.NOT_AVAILABLE), // EADDRNOTAVAIL
          Map.entry(101, Reason.UNREACHABLE), // ENETUNREACH
          Map.entry(103, Reason.RESET), // ECONNABORTED
          Map.entry(104, Reason.RESET), // ECONNRESET
          Map.entry(110, Reason.TIMED_OUT), // ETIMEDOUT
          Map.entry(111, Reason.REFUSED), // ECONNREFUSED
          Map.entry(113, Reason.UNREACHABLE)); // EHOSTUNREACH

  /// Parts of what systems say, in lower case; no message has two of them.
  private static final Map<String, Reason> WORDS =
      Map.ofEntries(
          Map.entry("refused", Reason.REFUSED),
          Map.entry("reset", Reason.RESET),
          Map.entry("connection abort", Reason.RESET),
          Map.entry("broken pipe", Reason.CLOSED_BY_PEER),
          Map.entry("timed out", Reason.TIMED_OUT),
          Map.entry("unreachable", Reason.UNREACHABLE),
          Map.entry("no route to host", Reason.UNREACHABLE),
          Map.entry("already in use", Reason.IN_USE),
          Map.entry("assign requested address", Reason.NOT_AVAILABLE),
          Map.entry("permission denied", Reason.NOT_PERMITTED),
          Map.entry("not permitted", Reason.NOT_PERMITTED),
          Map.entry("too many open files", Reason.TOO_MANY_FILES));

  private Breakage() {}

  /// `what: reason`, where the system gives only the reason.
  ///
  /// @param address where it was to lead
  public static NetworkException of(String what, Address address, IOException cause) {
    int errno = cause instanceof Errno system ? system.number() : 0;
    return new NetworkException(Failures.line(what, cause), reason(cause), errno, address, cause);
  }

  static Reason reason(IOException cause) {
    return switch (cause) {
      case Errno system -> NUMBERS.getOrDefault(system.number(), Reason.OTHER);
      case NetworkException known -> known.reason();
      case UnknownHostException _ -> Reason.UNKNOWN_HOST;
      case SocketTimeoutException _ -> Reason.TIMED_OUT;
      case NoRouteToHostException _ -> Reason.UNREACHABLE;
      default -> byWords(cause);
    };
  }

  private static Reason byWords(IOException cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(entry -> words.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(cause instanceof ConnectException ? Reason.REFUSED : Reason.OTHER);
  }
}
