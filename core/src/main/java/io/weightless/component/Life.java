package io.weightless.component;

import io.weightless.component.Component.State;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The life of one component, from its start to its end.
final class Life {
  private final Component<?, ?> component;

  /// Read by others while it changes, for reports.
  private volatile State state = State.NEW;

  /// While it runs.
  private @Nullable Scope scope;

  /// Whether its program has been called.
  private boolean hasBegun;

  /// Whether it had been told to end when its program threw what it crashes with.
  private boolean crashesAtItsEnd;

  /// That of its task, from its first turn to its last one.
  private @Nullable Strand strand;

  /// While it runs; read by others.
  private volatile @Nullable Carrier carrier;

  /// How it is to end, perhaps before it runs. Told by others.
  private final AtomicReference<@Nullable Order> order = new AtomicReference<>();

  /// Whether it was told to end in good order, and within how long; in the same way.
  private volatile boolean isDraining;

  private volatile @Nullable Duration allowed;

  /// Whether its component knows of that.
  private boolean isDrained;

  /// Of a drain.
  private @Nullable Timer patience;

  private record Order(State end, String reason) {}

  /// Those that are used inside it; null but for the one around all.
  private volatile @Nullable Places places;

  Life(Component<?, ?> component) {
    this.component = component;
  }

  State state() {
    return state;
  }

  boolean isDraining() {
    return isDraining;
  }

  boolean hasBegun() {
    return hasBegun;
  }

  @Nullable Scope scope() {
    return scope;
  }

  /// One that was told to end takes nobody in: its task sees here what its next wait would throw.
  void checkGoesOn() {
    if (scope != null && order.get() != null && Strand.currentOrNull() != null) {
      Suspension.checkpoint();
    }
  }

  @Nullable Strand strand() {
    return strand;
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
    strand = Strand.current();
    Running.add(component);
    try {
      runMain();
      leave();
    } catch (Cancelled cut) {
      state = State.CANCELLED;
      component.portsOfIt().vanish();
      throw cut;
    } catch (Throwable e) {
      throw crashed(e);
    } finally {
      end();
    }
    if (state == State.CANCELLED && component.parent() == null) {
      throw new CancellationException(Objects.requireNonNull(order.get()).reason);
    }
  }

  /// Until it has ended by itself, or because it was told to.
  private void runMain() throws Exception {
    try {
      Scope.join(own -> {
        begin(own);
        hasBegun = true;
        runProgram();
        if (component.hasInside()) {
          component.inside().mainEnded();
        }
      });
    } catch (NobodyReceives _) {
      // it was left alone
    } catch (CancellationException e) {
      if (order.get() == null) {
        throw e; // it is of something else
      }
    }
  }

  private void runProgram() throws Exception {
    try {
      component.main();
    } catch (Throwable e) {
      crashesAtItsEnd = order.get() != null || Strand.current().isCancelled();
      throw e;
    }
  }

  private void begin(Scope own) {
    scope = own;
    carrier = Carrier.current();
    obey();
    Suspension.checkpoint(); // or those inside would begin, only to be ended
    watch();
    if (component.hasInside()) {
      component.inside().begin();
    }
    if (isDraining) {
      tellDrain();
      Suspension.checkpoint();
    }
  }

  private ComponentFailed crashed(Throwable failure) {
    state = State.CRASHED;
    if (component.parent() instanceof Supervised) {
      leaveInside(); // and another one takes the place of this one
    } else {
      component.portsOfIt().vanish();
    }
    return failure instanceof ComponentFailed inside
        ? inside
        : new ComponentFailed(component.path(), failure, crashesAtItsEnd);
  }

  /// An end that those around it go on after: its wires end with it.
  private void leave() {
    Order told = order.get();
    state = told == null ? State.FINISHED : told.end;
    leaveInside();
    component.portsOfIt().leave();
  }

  private void leaveInside() {
    if (component.hasInside()) {
      component.inside().leave();
    }
  }

  private void end() {
    scope = null;
    strand = null;
    carrier = null;
    Running.remove(component);
    if (patience != null) {
      patience.cancel();
    }
  }

  /// Of the one around all, by the task that runs it.
  void live(@Nullable Place elsewhere) {
    try (Places opened = new Places()) {
      places = opened;
      if (elsewhere == null) {
        live();
      } else {
        opened.open(elsewhere);
        elsewhere.run(component.path(), this::live);
      }
    }
  }

  /// Of the one around all.
  Places places() {
    return Objects.requireNonNull(places);
  }

  void drain() {
    isDraining = true;
    tell(this::tellDrain);
  }

  private void tellDrain() {
    if (scope != null && !isDrained) {
      isDrained = true;
      component.onDrain();
    }
  }

  /// From now on, or from when it runs.
  void abortAfter(Duration patient) {
    allowed = patient;
    tell(this::watch);
  }

  private void watch() {
    Duration left = allowed;
    if (scope != null && left != null && patience == null) {
      String late = "it took longer than " + left + " to end";
      patience = Reactor.current().after(left, () -> cancel(State.CANCELLED, late));
    }
  }

  /// @param how it has ended then; what is cancelled stays so
  void cancel(State how, String reason) {
    Order next = new Order(how, reason);
    order.updateAndGet(old -> old == null || old.end == State.FINISHED ? next : old);
    tell(this::obey);
  }

  private void obey() {
    Order told = order.get();
    if (scope != null && told != null) {
      scope.cancel(told.reason);
    }
  }

  /// Has `work` done on its reactor, by the task of another one, with its scope.
  ///
  /// - **Waits**: until it is.
  void call(Consumer<? super Scope> work) {
    Place.call(
        Objects.requireNonNull(carrier), () -> work.accept(running()), new CompletableFuture<>());
  }

  /// Has `work` done on its reactor; at once where nothing runs yet.
  void perform(Runnable work) {
    if (carrier == null) {
      work.run();
    } else {
      tell(work);
    }
  }

  /// Has `work` done in a turn of its own, if it still runs then.
  void performLater(Runnable work) {
    Carrier own = carrier;
    if (own != null) {
      own.post(() -> {
        if (scope != null) {
          work.run();
        }
      });
    }
  }

  /// Has `work` done on its reactor, if it runs. Before that, what is told is kept in fields that
  /// it looks at after it has said where it runs; so nothing is missed.
  private void tell(Runnable work) {
    Carrier own = carrier;
    if (own != null && own == Carrier.currentOrNull()) {
      work.run();
    } else if (own != null && !own.farewells.areTold()) {
      own.post(work);
    }
  }
}
