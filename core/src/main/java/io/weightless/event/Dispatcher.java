package io.weightless.event;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Rethrow;
import io.weightless.scope.Key;
import io.weightless.scope.Scope;
import org.jspecify.annotations.Nullable;

/// Delivers one event after the other. Where a handler waits, the events behind go on without it.
///
/// One task delivers as long as no handler waits, so that an event costs no switch. When it gives
/// up its turn within a handler, another one takes over.
final class Dispatcher {
  /// The event that is being handled, for what that causes.
  static final Key<Firing<?>> CAUSE = Key.of("cause");

  private final Scope scope;
  private final Carrier carrier = Carrier.current();
  private final Backlog backlog;

  /// The one that takes events; null for none.
  private @Nullable Courier active;

  Dispatcher(Scope scope, Backlog backlog) {
    this.scope = scope;
    this.backlog = backlog;
  }

  /// Something is in the backlog.
  void wake() {
    if (active == null) {
      Courier courier = new Courier();
      scope.start("events", courier::run);
      active = courier;
      carrier.post(() -> look(courier));
    }
  }

  /// Runs beside it: it has given up its turn, or not yet had one.
  private void look(Courier courier) {
    if (active != courier) {
      return; // it is done
    }
    if (!courier.hasBegun) {
      carrier.post(() -> look(courier));
      return;
    }
    active = null;
    if (!backlog.isEmpty()) {
      wake();
    }
  }

  /// A task that delivers.
  private final class Courier {
    boolean hasBegun;

    void run() {
      hasBegun = true;
      Scope.join(own -> {
        for (Firing<?> firing = next(); firing != null; firing = next()) {
          deliver(firing, own);
        }
      });
    }

    /// Null when there is none, or another one takes them by now.
    private @Nullable Firing<?> next() {
      if (active != this) {
        return null;
      }
      Firing<?> firing = backlog.poll();
      if (firing == null) {
        active = null;
      }
      return firing;
    }
  }

  private static void deliver(Firing<?> firing, Scope own) {
    own.put(CAUSE, firing);
    try {
      firing.deliver();
    } catch (Throwable e) {
      Rethrow.<RuntimeException>as(e);
    }
  }
}
