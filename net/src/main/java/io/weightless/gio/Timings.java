package io.weightless.gio;

import io.weightless.coroutine.TimedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timed sections that a coroutine is in.
final class Timings {
  /// The innermost one last. One that went off is none any more: who catches it may go on.
  private final List<Timing> open = new ArrayList<>();

  /// @return what ends it
  Runnable open(Duration allowed) {
    Timing timing = Timing.of(allowed);
    open.add(timing);
    return () -> open.removeIf(other -> other == timing);
  }

  /// The one that goes off first; of several at once the innermost. Null for none.
  @Nullable Timing first() {
    Timing first = null;
    for (Timing timing : open.reversed()) {
      if (first == null || timing.deadline().left().compareTo(first.deadline().left()) < 0) {
        first = timing;
      }
    }
    return first;
  }

  /// @return what to throw inside
  TimedOut wentOff(Timing timing) {
    open.removeIf(other -> other == timing);
    return new TimedOut("it took longer than " + timing.allowed());
  }
}
