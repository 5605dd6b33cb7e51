package io.weightless.offload;

import java.time.Duration;

/// The bounds of one [Offload]. There is none for calls that wait: each has its task waiting for
/// it, and a task has one.
///
/// @param threads at once; a call beyond them waits, first come first served
/// @param idle how long, in real time, a thread with nothing to do is kept for the next call
public record Limits(int threads, Duration idle) {
  public static final Limits DEFAULT = new Limits(16, Duration.ofSeconds(10));

  public Limits {
    if (threads < 1) {
      throw new IllegalArgumentException("an offload has at least 1 thread: " + threads);
    }
    if (idle.isNegative()) {
      throw new IllegalArgumentException("an idle time can't be negative: " + idle);
    }
  }
}
