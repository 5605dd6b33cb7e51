package io.weightless.callback;

import io.weightless.reactor.Timer;
import java.time.Duration;

/// A callback that is called once, at its time.
final class TimerEntry extends Entry {
  private final Timer timer;

  TimerEntry(Callbacks callbacks, Duration delay, Callback callback, Origin origin) {
    super(callbacks, callback, origin);
    timer = callbacks.reactor().after(delay, this::fire);
  }

  private void fire() {
    become(State.LAST);
    callbacks.call(this);
    end();
  }

  @Override
  void changed() {
    if (isGone()) {
      timer.cancel();
      callbacks.forget(this);
    }
  }

  @Override
  String what() {
    return "the timer";
  }
}
