package io.weightless.reactor;

import java.util.ArrayList;
import java.util.List;

/// The callbacks that run at the end of every step, in the order in which they were added.
final class RepeatingCallbacks {
  private final List<Repeating> callbacks = new ArrayList<>();

  Repeating add(Runnable callback) {
    Repeating added = new Repeating(callback);
    callbacks.add(added);
    return added;
  }

  boolean isEmpty() {
    callbacks.removeIf(Repeating::isCancelled);
    return callbacks.isEmpty();
  }

  /// Those that a callback adds wait for the next step; those that it cancels do not run any more.
  int run() {
    int ran = 0;
    int present = callbacks.size();
    for (int i = 0; i < present; i++) {
      Repeating next = callbacks.get(i);
      if (!next.isCancelled()) {
        next.callback.run();
        ran++;
      }
    }
    return ran;
  }

  void clear() {
    callbacks.forEach(Repeating::cancel);
  }
}
