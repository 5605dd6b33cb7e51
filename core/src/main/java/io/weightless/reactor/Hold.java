package io.weightless.reactor;

import io.weightless.engine.internal.Holder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One turn that held its reactor up: nothing else ran, no timer and no input, while it lasted.
///
/// @param who a task, a thread that a task started, or a callback by its class; as in the log
/// @param atLeast how long it lasted, in real time; up to a quarter of a second less than it did
/// @param stack where it was when it was noticed, innermost first
public record Hold(String who, Duration atLeast, List<StackTraceElement> stack) {
  public Hold {
    stack = List.copyOf(stack);
  }

  /// Who has the turn of `reactor` now, and where it is: for when [Reactor#post] gets no answer.
  /// Zero is how long it takes until the watchdog has noticed it.
  ///
  /// - **Runs on**: any thread; it may be over when the caller looks at it.
  /// - **Waits**: never.
  /// - **Cost**: that of a stack trace, some microseconds or more.
  ///
  /// @return null while nobody has: the loop waits for something to do, or nobody runs it
  public static @Nullable Hold now(Reactor reactor) {
    Holder holder = Holder.of(reactor.carrier());
    return holder == null
        ? null
        : new Hold(holder.who(), Duration.ofNanos(holder.nanos()), holder.stack());
  }
}
