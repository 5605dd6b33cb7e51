package io.weightless.callback;

import io.weightless.reactor.Repeating;
import org.jspecify.annotations.Nullable;

/// A callback that is called at each step whose number has come.
final class StepEntry extends Entry {
  private final int priority;
  private @Nullable Repeating repeating;

  StepEntry(Callbacks callbacks, int priority, Callback callback, Origin origin) {
    super(callbacks, callback, origin);
    this.priority = priority;
    changed();
  }

  /// The reactor does not wait while it has one of these: so one that is suspended is not there.
  @Override
  void changed() {
    if (repeating != null) {
      repeating.cancel();
      repeating = null;
    }
    switch (state()) {
      case STARTING -> repeating = callbacks.reactor().everyStep(this::step);
      case GONE -> callbacks.forget(this);
      default -> {}
    }
  }

  private void step() {
    if (callbacks.isTurnOf(priority)) {
      callbacks.call(this);
    }
  }

  /// Nobody else waits for it, so nobody would notice.
  @Override
  boolean survives(Throwable failure) {
    return false;
  }

  @Override
  String what() {
    return "the repeating callback";
  }
}
