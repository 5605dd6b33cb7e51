package io.weightless.reactor;

import java.time.Duration;
import java.util.List;

/// One turn that held its reactor up: nothing else ran, no timer and no input, while it lasted.
///
/// @param who a task, a thread that a task started, or a callback by its class; as in the log
/// @param atLeast how long it lasted, in real time; up to a quarter of a second less than it did
/// @param stack where it was when it was noticed, innermost first
public record Hold(String who, Duration atLeast, List<StackTraceElement> stack) {
  public Hold {
    stack = List.copyOf(stack);
  }
}
