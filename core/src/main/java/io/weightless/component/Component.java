package io.weightless.component;

import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A program that knows nobody: it receives at its inlets and sends at its outlets, and somebody
/// else decides where these lead.
///
/// Every component has an inlet [#in] and an outlet [#out], and makes [others][#inlet] as it likes,
/// also while it runs. Inside it there may be other components, which are [added][#add] and
/// [wired][#wire].
///
/// How it ends:
///
/// - **finished**: its [#main] has returned, and all inside has ended. Its outlets end then, and
///   what was sent there before is received first;
/// - **told to**, in good order: [#drain]. One that nobody feeds stops where it waits, the others
///   find the end of what they receive, and so on downstream;
/// - **left alone**: a send that throws [NobodyReceives] out of `main` is a good end, too;
/// - **cancelled**, by [#abort], or with all around it: at its next wait;
/// - **crashed**: what `main` throws cancels all around it, and is thrown from [#run] as a
///   [ComponentFailed]; one that is to be started anew is put into a [Supervised].
///
/// What holds for all its methods:
///
/// - **Runs on**: a task of its own. Make and wire it on any thread before it is run; then
///   everything is for its reactor, but what says so.
/// - **Limit**: it is run once.
///
/// From Axon's component.
///
/// @param <I> what comes in by [#in]; `Void` for nothing
/// @param <O> what goes out by [#out]; `Void` for nothing
@SuppressWarnings("this-escape") // its parts know it, and do nothing before it is complete
public abstract class Component<I, O> {
  /// What becomes of it.
  public enum State {
    /// To the next.
    NEW,

    /// To one of the others.
    RUNNING,
    FINISHED,
    CRASHED,
    CANCELLED
  }

  /// Where it receives, if it receives at one place only.
  public final Inlet<I> in;

  /// Where it sends, if it sends to one place only.
  public final Outlet<O> out;

  private final Ports ports = new Ports();
  private final Life life = new Life(this);
  private @Nullable Inside inside;
  private @Nullable Component<?, ?> parent;
  private @Nullable Place place;
  private String name;

  /// Named after its class.
  protected Component() {
    String ofClass = getClass().getSimpleName();
    name = ofClass.isEmpty() ? "Component" : ofClass;
    in = inlet("in");
    out = outlet("out");
  }

  protected Component(String name) {
    this();
    this.name = Objects.requireNonNull(name);
  }

  /// Its program: straight-line code, that may wait.
  protected abstract void main() throws Exception;

  /// Another inlet.
  ///
  /// @param description what it is for, in reports
  public final <T> Inlet<T> inlet(String description) {
    return made(new Inlet<>(this, description));
  }

  /// Another outlet.
  ///
  /// @param description what it is for, in reports
  public final <T> Outlet<T> outlet(String description) {
    return made(new Outlet<>(this, description));
  }

  private <P extends Port<?>> P made(P port) {
    ports.add(port);
    return port;
  }

  /// Takes a port away that is needed no more: an outlet ends, and what an inlet has not given is
  /// dropped.
  ///
  /// @throws IllegalArgumentException when it is none of this component's, or was removed
  public final void remove(Port<?> port) {
    if (!ports.remove(port)) {
      throw new IllegalArgumentException(port + " is no port of " + path());
    }
  }

  /// Its inlets and outlets, in the order in which they were made.
  public final List<Port<?>> ports() {
    return ports.all();
  }

  public final String name() {
    return name;
  }

  /// The names of the components around it and its own: `Graph/Parser-2`.
  public final String path() {
    return parent == null ? name : parent.path() + "/" + name;
  }

  public final State state() {
    return life.state();
  }

  /// The component that it is inside of; null for none.
  public final @Nullable Component<?, ?> parent() {
    return parent;
  }

  /// Those inside it that have not ended, in the order in which they were added.
  public final List<Component<?, ?>> children() {
    return inside == null ? List.of() : inside.children();
  }

  /// This one, and what goes out of it comes in at `next`: a component of both.
  public final <P> Pipeline<I, P> into(Component<? super O, P> next) {
    return Pipeline.of(this, next);
  }

  /// Has it run at `elsewhere`, with all inside that has no place of its own.
  ///
  /// @throws IllegalStateException when it is inside another one already, or was run
  public final Component<I, O> on(Place elsewhere) {
    checkFresh();
    place = elsewhere;
    return this;
  }

  /// Where it runs; null for the reactor of who runs what is around all.
  final @Nullable Place place() {
    return place != null || parent == null ? place : parent.place();
  }

  /// Takes `child` inside. While this one runs it is started at once, in a later turn, so that
  /// there is time to wire it; else when this one is. One that is at another place has to be wired
  /// first, which adds it.
  ///
  /// - **Waits**: never; but see there.
  /// - **Cancelled**: `child` is not inside, where this one was told to end.
  ///
  /// @return `child`
  /// @throws IllegalStateException when it is inside another one, or around this one, or was run;
  ///   or when this one has ended
  public final <C extends Component<?, ?>> C add(C child) {
    if (child == this || child.hasEnded()) {
      throw new IllegalStateException(child + " can't be added to " + path());
    }
    inside().adopt(child);
    inside().startAll();
    return child;
  }

  /// Wires an outlet of a component inside this one, or of its own, to such an inlet; both
  /// components are [added][#add]. Any number of outlets may lead to one inlet.
  ///
  /// - **Waits**: where this runs, and one of them is at another [Place], until it is made there.
  ///
  /// @throws IllegalStateException when `from` is wired already, or one of them is inside another
  ///   component
  public final <T> Wire wire(Outlet<T> from, Inlet<? super T> to) {
    return started(from, to);
  }

  /// What comes in at an own inlet is for that of a component inside, which is added.
  ///
  /// - **Waits**, and throws: as [#wire].
  public final <T> Wire pass(Inlet<T> own, Inlet<? super T> inner) {
    checkOwn(own);
    return started(own, inner);
  }

  /// What goes out of a component inside, which is added, goes out of this one.
  ///
  /// - **Waits**, and throws: as [#wire].
  public final <T> Wire pass(Outlet<T> inner, Outlet<? super T> own) {
    checkOwn(own);
    return started(inner, own);
  }

  private void checkOwn(Port<?> port) {
    if (port.owner() != this) {
      throw new IllegalArgumentException(port + " is no port of " + path());
    }
  }

  /// For a component that goes on when one inside it has ended.
  ///
  /// - **Waits**: until that has; not at all where it has already.
  ///
  /// @throws ComponentFailed when it has crashed; then all is cancelled anyway
  /// @throws IllegalArgumentException when it is not inside this one
  /// @throws IllegalStateException when this one does not run
  protected final void await(Component<?, ?> child) {
    inside().await(child);
  }

  private Wire started(Port<?> from, Port<?> to) {
    Wire wire = inside().join(from, to);
    inside().startAll();
    return wire;
  }

  /// A fresh outlet to what is offered by that name here or around: see [Directory].
  ///
  /// - **Waits**: as [#wire].
  ///
  /// @throws IllegalStateException when nobody offers it
  public final <T> Outlet<T> reach(Service<T> service) {
    Inlet<T> found = Directory.find(service, this);
    Outlet<T> outlet = outlet("to " + service);
    inside().link(outlet, found);
    return outlet;
  }

  /// Where those inside find services by name.
  public final Directory directory() {
    return inside().directory();
  }

  /// Runs it, with all inside.
  ///
  /// - **Waits**: until it and all inside has ended.
  /// - **Cancelled**: all is.
  ///
  /// @throws ComponentFailed when it has crashed, or one inside
  /// @throws CancellationException after [#abort]
  /// @throws IllegalStateException outside a task, when it is inside another component, or was run
  public final void run() {
    checkFresh();
    Suspension.checkpoint(); // outside a task it is none that was run
    life.live(place);
  }

  /// Takes `child` inside, and runs it in the calling task, which is one of this component's. So
  /// this one knows when it has ended, and how.
  ///
  /// - **Waits**: until it and all inside it has ended.
  /// - **Cancelled**: it is.
  ///
  /// @throws ComponentFailed when it has crashed: whoever catches that goes on
  /// @throws IllegalStateException when it is inside a component, or was run
  protected final void runInside(Component<?, ?> child) {
    inside().enter(child);
    inside().live(child);
  }

  /// Refuses one that is inside another one, or was run.
  final void checkFresh() {
    if (parent != null) {
      throw new IllegalStateException(path() + " is inside another component, which runs it");
    }
    if (state() != State.NEW) {
      throw new IllegalStateException(path() + " was run: it is for one run");
    }
  }

  /// Has it end in good order: no new work begins, what flows is finished. Those that nobody feeds
  /// are stopped where they wait, and what they have sent flows on. Idempotent.
  ///
  /// - **Waits**: never; [#run] returns when it has ended.
  /// - **Runs on**: any thread.
  public final void drain() {
    life.drain();
  }

  /// The same; what has not ended after `allowed`, from when it runs, is aborted.
  public final void drain(Duration allowed) {
    life.drain();
    life.abortAfter(allowed);
  }

  /// What [#drain] does: all inside are told, and where there is nobody inside, and nobody feeds
  /// it, it [stops][#stop]. Override it where that is not right.
  ///
  /// - **Waits**: it must not; it runs beside `main`, in a turn of its own.
  protected void onDrain() {
    stopUnfed();
  }

  private void stopUnfed() {
    boolean isAlone = children().isEmpty();
    boolean isLeftToItsEnd = ports.awaitEnd(isAlone);
    if (!isAlone) {
      inside().drain();
    } else if (!isLeftToItsEnd) {
      stop();
    }
  }

  /// What leads to one of its inlets has changed: the end that it was left to wait for may not come
  /// any more. Looked at later, for it may be wired anew.
  final void fedAnew() {
    if (life.isDraining()) {
      life.performLater(this::lookAgain);
    }
  }

  private void lookAgain() {
    if (ports.fedAnew()) {
      stopUnfed();
    }
  }

  /// Ends the inlets that nobody feeds, or will from now on, and so what they lead to inside: for
  /// an [#onDrain] of one that has to see the end there. What was sent before can be received.
  ///
  /// - **Waits**: never.
  protected final void endUnfed() {
    ports.endUnfed();
  }

  /// Ends it where it waits, and all inside: a good end.
  protected final void stop() {
    life.cancel(State.FINISHED, "it was told to end");
  }

  /// Cancels it, and all inside: what has not gone out is lost, and its outlets end. [#run] throws
  /// a `CancellationException` then; a component around it goes on. One that does not run yet does
  /// not begin.
  ///
  /// - **Waits**: never; it sees it at its next wait.
  /// - **Runs on**: any thread.
  public final void abort(String reason) {
    life.cancel(State.CANCELLED, reason);
  }

  /// For tasks of its own: they end with it.
  ///
  /// @throws IllegalStateException while it does not run
  protected final Scope scope() {
    return life.running();
  }

  final Life life() {
    return life;
  }

  final boolean hasInside() {
    return inside != null;
  }

  /// Whether `other` is inside it, however deep.
  final boolean isAround(Component<?, ?> other) {
    Component<?, ?> at = other.parent;
    while (at != null && at != this) {
      at = at.parent;
    }
    return at == this;
  }

  final Inside inside() {
    Inside present = inside == null ? new Inside(this) : inside;
    inside = present;
    return present;
  }

  final boolean hasEnded() {
    return state() != State.NEW && state() != State.RUNNING;
  }

  /// It is inside `around` from now on.
  final void enter(Component<?, ?> around, String as) {
    parent = around;
    name = as;
  }

  final Ports portsOfIt() {
    return ports;
  }

  @Override
  public String toString() {
    return path() + "[" + state() + "]";
  }
}
