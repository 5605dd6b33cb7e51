package io.weightless.event;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Key;
import io.weightless.scope.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Delivers one event after the other. Where a handler waits, the events behind go on without it.
///
/// One task delivers as long as no handler waits, so that an event costs no switch. When it gives
/// up its turn within a handler, another one takes over. One that has delivered all stays for one
/// turn more, so that a program that calls again and again needs no task for each call.
final class Dispatcher {
  /// How many events are delivered before others of the reactor have a turn.
  static final int BATCH = 256;

  private static final Key<Courier> COURIER = Key.of("courier");

  private final Scope scope;
  private final Carrier carrier = Carrier.current();
  private final Backlog backlog;

  /// The one that takes events; null for none.
  private @Nullable Courier active;

  /// The one that ends in its next turn, if there is nothing by then; null for none.
  private @Nullable Courier idle;

  Dispatcher(Scope scope, Backlog backlog) {
    this.scope = scope;
    this.backlog = backlog;
  }

  /// The event, of any bus, that the caller is handling; null for none.
  static @Nullable Firing<?> present() {
    Courier here = Strand.currentOrNull() == null ? null : COURIER.find().orElse(null);
    return here == null ? null : here.present;
  }

  /// Something is in the backlog.
  ///
  /// @throws IllegalStateException when the scope takes no more tasks: it drains and no handler of
  ///   this bus is the caller, or it has ended
  void wake() {
    if (active == null) {
      wake(Strand.currentOrNull() == null ? null : COURIER.find().orElse(null));
    }
  }

  /// @param cause whose handler is the cause of what is to be delivered; null for none
  private void wake(@Nullable Courier cause) {
    Courier courier = idle == null ? started(cause) : idle;
    idle = null;
    courier.hasTurn = false;
    active = courier;
    carrier.post(() -> look(courier));
  }

  /// While the scope drains, what is at work goes on, and so does what it causes.
  private Courier started(@Nullable Courier cause) {
    Courier courier = new Courier();
    try {
      scope.start("events", courier::run);
    } catch (IllegalStateException drains) {
      if (cause == null || !cause.isOf(this)) {
        throw drains;
      }
      Objects.requireNonNull(cause.own).start("events", courier::run);
    }
    return courier;
  }

  /// Runs beside it: it has given up its turn, or not yet had one.
  private void look(Courier courier) {
    if (active != courier) {
      return; // it is done
    }
    if (!courier.hasTurn) {
      carrier.post(() -> look(courier));
      return;
    }
    takeOver(courier);
  }

  /// Another one delivers what is left.
  private void takeOver(Courier from) {
    active = null;
    if (!backlog.isEmpty()) {
      try {
        wake(from);
      } catch (IllegalStateException over) {
        backlog.clear(); // the scope drains, and the last one at work has failed
      }
    }
  }

  /// A task that delivers.
  private final class Courier {
    /// From its first step to its next, also when it waits in it.
    boolean hasTurn;

    /// Around its handlers.
    private @Nullable Scope own;

    private @Nullable Firing<?> present;

    boolean isOf(Dispatcher dispatcher) {
      return Dispatcher.this == dispatcher;
    }

    void run() {
      try {
        Scope.join(this::work);
      } finally {
        if (active == this) { // a handler has failed, or was cancelled
          takeOver(this);
        }
      }
    }

    private void work(Scope around) {
      own = around;
      around.put(COURIER, this);
      do {
        hasTurn = true;
        deliver();
      } while (isWantedAgain());
    }

    /// Until there is nothing, or another one takes them by now, or others are to have a turn.
    private void deliver() {
      for (int i = 0; i < BATCH && active == this; i++) {
        Firing<?> next = backlog.poll();
        if (next == null) {
          return;
        }
        present = next;
        try {
          next.deliver();
        } catch (Throwable e) {
          Rethrow.<RuntimeException>as(e);
        }
        present = null;
      }
    }

    private boolean isWantedAgain() {
      if (active != this) {
        return false;
      }
      if (backlog.isEmpty()) {
        active = null;
        idle = this;
      } else if (Strand.current().isCancelled()) {
        active = null;
        backlog.clear(); // it may be a chain of events without an end
        Suspension.checkpoint();
      }
      hasTurn = false;
      Suspension.giveWay();
      boolean isWanted = idle != this;
      idle = isWanted ? idle : null;
      return isWanted;
    }
  }
}
