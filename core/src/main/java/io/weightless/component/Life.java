package io.weightless.component;

import io.weightless.component.Component.State;
import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The life of one component, from its start to its end.
final class Life {
  private final Component<?, ?> component;

  /// Read by others while it changes, for reports.
  private volatile State state = State.NEW;

  /// While it runs.
  private @Nullable Scope scope;

  /// While it runs; read by others.
  private volatile @Nullable Carrier carrier;

  /// Whether it was told to, perhaps before it runs. Told by others.
  private volatile boolean isDraining;

  /// What it is when it has ended because it was told to; null as long as it was not.
  private @Nullable State told;

  /// Of a drain.
  private @Nullable Timer patience;

  /// Those that were opened for all inside it, on any of their threads; null but for the one around
  /// all.
  private @Nullable Queue<Place> places;

  Life(Component<?, ?> component) {
    this.component = component;
  }

  State state() {
    return state;
  }

  @Nullable Scope scope() {
    return scope;
  }

  Scope running() {
    if (scope == null) {
      throw new IllegalStateException(component.path() + " does not run");
    }
    return scope;
  }

  /// From its first turn to its last one.
  void live() {
    state = State.RUNNING;
    try {
      Scope.join(own -> {
        begin(own);
        component.main();
        if (component.hasInside()) {
          component.inside().mainEnded();
        }
      });
      leave(State.FINISHED);
    } catch (NobodyReceives _) {
      leave(State.FINISHED);
    } catch (CancellationException e) {
      cancelled(e);
    } catch (Cancelled cut) {
      state = State.CANCELLED;
      throw cut;
    } catch (Throwable e) {
      throw crashed(e);
    } finally {
      end();
    }
  }

  private void begin(Scope own) {
    scope = own;
    carrier = Carrier.current();
    if (component.hasInside()) {
      component.inside().begin();
    }
    if (isDraining) {
      component.onDrain();
    }
  }

  private void cancelled(CancellationException cancellation) {
    if (told == null) {
      throw crashed(cancellation);
    }
    leave(told);
    if (told == State.CANCELLED && component.parent() == null) {
      throw cancellation;
    }
  }

  private ComponentFailed crashed(Throwable failure) {
    state = State.CRASHED;
    return failure instanceof ComponentFailed inside
        ? inside
        : new ComponentFailed(component.path(), failure);
  }

  /// An end that those around it go on after: its wires end with it.
  private void leave(State how) {
    state = how;
    component.leaveAll();
  }

  private void end() {
    scope = null;
    carrier = null;
    if (patience != null) {
      patience.cancel();
    }
  }

  /// Of the one around all, by the task that runs it.
  void live(@Nullable Place elsewhere) {
    Queue<Place> opened = new ConcurrentLinkedQueue<>();
    places = opened;
    try {
      if (elsewhere == null) {
        live();
      } else {
        open(elsewhere);
        elsewhere.run(component.path(), this::live);
      }
    } finally {
      opened.forEach(Place::close);
    }
  }

  /// Opens a place for the one around all or for one inside, if it is not open.
  ///
  /// - **Waits**: until it is there.
  void open(Place place) {
    if (place.open()) {
      Objects.requireNonNull(places).add(place);
    }
  }

  void drain() {
    if (!isDraining) {
      isDraining = true;
      perform(() -> {
        if (scope != null) {
          component.onDrain();
        }
      });
    }
  }

  void abortAfter(Duration allowed) {
    perform(() -> {
      if (scope != null && patience == null) {
        String late = "it took longer than " + allowed + " to end";
        patience = Reactor.current().after(allowed, () -> cancel(State.CANCELLED, late));
      }
    });
  }

  /// @param how it has ended then
  void cancel(State how, String reason) {
    perform(() -> {
      if (scope != null && (told == null || how == State.CANCELLED)) {
        told = how;
        scope.cancel(reason);
      }
    });
  }

  /// Has `work` done on its reactor, by the task of another one, with its scope.
  ///
  /// - **Waits**: until it is.
  void call(Consumer<? super Scope> work) {
    Place.call(Objects.requireNonNull(carrier), () -> work.accept(running()));
  }

  /// Has `work` done on its reactor; at once where nothing runs yet.
  void perform(Runnable work) {
    Carrier own = carrier;
    if (own == null || own == Carrier.currentOrNull()) {
      work.run();
    } else if (!own.farewells.areTold()) {
      own.post(work);
    }
  }
}
