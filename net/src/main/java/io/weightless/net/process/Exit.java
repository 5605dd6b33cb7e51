package io.weightless.net.process;

import io.weightless.net.signal.Signal;
import org.jspecify.annotations.Nullable;

/// How a process has ended.
///
/// @param status as shells count: what it has returned, from 0 to 255; or 128 and the number of the
///   signal that has ended it
/// @param signal that one; null when it has returned, and when nobody knows: those of real time,
///   and all on the backend `nio`, where a signal looks as if the process had returned its status
public record Exit(int status, @Nullable Signal signal) {
  /// What shells add to the number of a signal.
  public static final int SIGNAL = 128;

  /// Whether it has returned 0, as programs do that have done their work.
  public boolean isSuccess() {
    return status == 0;
  }

  /// One that has returned `status`.
  public static Exit of(int status) {
    return new Exit(status, null);
  }

  /// One that was ended by the signal of this number.
  public static Exit bySignal(int number) {
    return new Exit(SIGNAL + number, Signal.of(number).orElse(null));
  }

  /// As in `ended by TERM`, `exit status 1`.
  @Override
  public String toString() {
    return signal == null ? "exit status " + status : "ended by " + signal;
  }
}
