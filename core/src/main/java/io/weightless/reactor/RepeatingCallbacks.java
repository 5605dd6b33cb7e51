package io.weightless.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// The callbacks that run at one place of every step, in the order in which they were added.
final class RepeatingCallbacks {
  private final List<Repeating> callbacks = new ArrayList<>();
  private final BiConsumer<Object, Runnable> turn;

  /// How many there were when the present step began; those after them wait for the next.
  private int present;

  /// @param turn runs a callback, of which a [Repeating] is the name
  RepeatingCallbacks(BiConsumer<Object, Runnable> turn) {
    this.turn = turn;
  }

  Repeating add(Runnable callback) {
    Repeating added = new Repeating(callback);
    callbacks.add(added);
    return added;
  }

  /// Call when a step begins: those that are added during it wait for the next.
  void beginStep() {
    callbacks.removeIf(Repeating::isCancelled);
    present = callbacks.size();
  }

  /// Whether the next step has one to run.
  boolean hasAny() {
    return hasFrom(0);
  }

  /// Whether one was added since the last step began.
  boolean hasNew() {
    return hasFrom(present);
  }

  private boolean hasFrom(int first) {
    for (int i = first; i < callbacks.size(); i++) {
      if (!callbacks.get(i).isCancelled()) {
        return true;
      }
    }
    return false;
  }

  /// Runs those of the present step, except for those that were cancelled meanwhile.
  int run() {
    int ran = 0;
    for (int i = 0; i < present; i++) {
      Repeating next = callbacks.get(i);
      if (!next.isCancelled()) {
        turn.accept(next, next.callback);
        ran++;
      }
    }
    return ran;
  }

  void clear() {
    callbacks.forEach(Repeating::cancel);
  }
}
