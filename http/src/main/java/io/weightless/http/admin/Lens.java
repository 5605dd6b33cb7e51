package io.weightless.http.admin;

import io.weightless.inspect.Watch;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Through which one reactor is looked at. For that reactor only, but for [#reactor].
final class Lens {
  private final Reactor reactor;
  private @Nullable Watch watch;

  Lens(Reactor reactor) {
    this.reactor = reactor;
  }

  Reactor reactor() {
    return reactor;
  }

  /// Has the reactor be watched, until [#close].
  Watch watch() {
    Watch present = watch;
    if (present == null) {
      present = Watch.open(reactor);
      watch = present;
    }
    return present;
  }

  void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
