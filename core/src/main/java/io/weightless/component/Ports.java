package io.weightless.component;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/// The inlets and outlets of one component.
final class Ports {
  /// Nothing is ever added to it.
  private static final Queue<Port<?>> NONE = new ArrayDeque<>(0);

  private final List<Port<?>> all = new ArrayList<>(2);

  /// Of one that has crashed, whose place its component takes; for those that it has not made yet.
  private Queue<Port<?>> inherited = NONE;

  private boolean endsUnfed;
  private boolean waitsForEnd;

  /// Whether their component has ended: one that is made then is of no use.
  private boolean isOver;

  private boolean areToLeave;

  List<Port<?>> all() {
    return List.copyOf(all);
  }

  void add(Port<?> port) {
    all.add(port);
    inherit(port);
    if (isOver) {
      leave(port);
    }
  }

  /// @return whether it was there
  boolean remove(Port<?> port) {
    boolean isThere = all.remove(port);
    if (isThere) {
      leave(port);
    }
    return isThere;
  }

  /// Whether something may come.
  boolean areFed() {
    return all.stream().anyMatch(port -> port instanceof Inlet<?> && port.isAwaited());
  }

  /// Ends the inlets where nothing may come, from now on.
  void endUnfed() {
    endsUnfed = true;
    endUnfed(_ -> true);
  }

  private void endUnfed(Predicate<Inlet<?>> which) {
    for (Port<?> port : List.copyOf(all)) {
      if (port instanceof Inlet<?> inlet && !inlet.isAwaited() && which.test(inlet)) {
        inlet.endUnfed();
      }
    }
  }

  /// Whether `isAlone` and they are fed: then their component, which was told to end, waits for the
  /// end to come. Outlets still are where the last ones inside were at another place.
  boolean awaitEnd(boolean isAlone) {
    if (isAlone) {
      endUnfed(inlet -> inlet.waiting() > 0); // what was sent is received, and no more comes
    }
    waitsForEnd = isAlone && (areFed() || all.stream().anyMatch(Ports::isFedFromAfar));
    return waitsForEnd;
  }

  private static boolean isFedFromAfar(Port<?> port) {
    return port instanceof Outlet<?>
        && port.isFedBy(from -> from instanceof Outlet<?> outlet && outlet.crossing() != null);
  }

  /// What leads to them has changed since their component was told to end.
  ///
  /// @return whether it waits for the end to come
  boolean fedAnew() {
    if (endsUnfed) {
      endUnfed();
    }
    return waitsForEnd;
  }

  /// Their wires are those of a component that has crashed, and what was sent to it.
  void succeed(Ports former) {
    inherited = new ArrayDeque<>(former.all);
    inherited.addAll(former.inherited);
    all.forEach(this::inherit);
  }

  private void inherit(Port<?> port) {
    if (!inherited.isEmpty()) {
      succeed(port, inherited.remove());
    }
  }

  @SuppressWarnings("unchecked") // the one is made as the other was
  private static <T> void succeed(Port<T> port, Port<?> former) {
    if (port.getClass() != former.getClass()) {
      throw new IllegalStateException(port + " can't take the place of " + former);
    }
    port.succeed((Port<T>) former);
  }

  /// Their component has ended in good order.
  void leave() {
    isOver = true;
    all.forEach(Ports::leave);
    inherited.forEach(Ports::leave);
  }

  private static void leave(Port<?> port) {
    switch (port) {
      case Inlet<?> inlet -> inlet.leave();
      case Outlet<?> outlet -> outlet.end();
    }
  }

  /// Their component is no more, and what leads away from it is no end of what was sent. Who sends
  /// there is not told yet, for that is no good end either.
  void vanish() {
    all.forEach(this::vanish);
    inherited.forEach(this::vanish);
  }

  private void vanish(Port<?> port) {
    Wire wire = port.onward();
    if (port instanceof Outlet<?>) {
      if (wire != null) {
        wire.remove();
      }
    } else {
      areToLeave |= port.isFed() || port.waiting() > 0;
    }
  }

  /// Whether their component is no more, and somebody sends there, or has sent.
  boolean areToLeave() {
    return areToLeave;
  }
}
