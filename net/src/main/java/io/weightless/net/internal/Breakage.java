package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.internal.linux.Errno;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;

/// Finds out what has broken: by the system's number, and where only the JDK knows that, by what it
/// says.
public final class Breakage {
  private static final Map<Integer, Reason> NUMBERS =
      Map.ofEntries(
          Map.entry(Errno.EPERM, Reason.NOT_PERMITTED),
          Map.entry(Errno.ENOENT, Reason.NOT_AVAILABLE),
          Map.entry(Errno.EACCES, Reason.NOT_PERMITTED),
          Map.entry(Errno.ENFILE, Reason.TOO_MANY_FILES),
          Map.entry(Errno.EMFILE, Reason.TOO_MANY_FILES),
          Map.entry(Errno.EPIPE, Reason.CLOSED_BY_PEER),
          Map.entry(Errno.EMSGSIZE, Reason.TOO_LONG),
          Map.entry(Errno.EADDRINUSE, Reason.IN_USE),
          Map.entry(Errno.EADDRNOTAVAIL, Reason.NOT_AVAILABLE),
          Map.entry(Errno.ENETUNREACH, Reason.UNREACHABLE),
          Map.entry(Errno.ECONNABORTED, Reason.RESET),
          Map.entry(Errno.ECONNRESET, Reason.RESET),
          Map.entry(Errno.ETIMEDOUT, Reason.TIMED_OUT),
          Map.entry(Errno.ECONNREFUSED, Reason.REFUSED),
          Map.entry(Errno.EHOSTUNREACH, Reason.UNREACHABLE));

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
          Map.entry("no such file", Reason.NOT_AVAILABLE),
          Map.entry("permission denied", Reason.NOT_PERMITTED),
          Map.entry("not permitted", Reason.NOT_PERMITTED),
          Map.entry("message too long", Reason.TOO_LONG),
          Map.entry("too many open files", Reason.TOO_MANY_FILES));

  private Breakage() {}

  /// `what: reason`, where the system gives only the reason.
  ///
  /// @param address where it was to lead
  public static NetworkException of(String what, Address address, IOException cause) {
    int errno = cause instanceof Errno system ? system.number() : 0;
    return new NetworkException(Failures.line(what, cause), reason(cause), errno, address, cause);
  }

  /// Whether somebody else has it.
  public static boolean isInUse(IOException cause) {
    return reason(cause) == Reason.IN_USE;
  }

  static Reason reason(IOException cause) {
    return switch (cause) {
      case Errno system -> NUMBERS.getOrDefault(system.number(), Reason.OTHER);
      case NetworkException known -> known.reason();
      case UnknownHostException _ -> Reason.UNKNOWN_HOST;
      case SocketTimeoutException _ -> Reason.TIMED_OUT;
      case PortUnreachableException _ -> Reason.REFUSED;
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
