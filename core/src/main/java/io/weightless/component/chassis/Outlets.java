package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import java.util.ArrayList;
import java.util.List;

/// Those outlets of a component that come and go.
final class Outlets<T> {
  private final Component<?, T> owner;

  /// Replaced when it changes: others iterate, and wait meanwhile.
  private List<Outlet<T>> all = List.of();

  Outlets(Component<?, T> owner) {
    this.owner = owner;
  }

  List<Outlet<T>> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Where the owner has ended it has the end, for whoever is wired to it.
  void add(Outlet<T> outlet) {
    if (owner.state() != State.NEW && owner.state() != State.RUNNING) {
      owner.remove(outlet);
      return;
    }
    List<Outlet<T>> more = new ArrayList<>(all.size() + 1);
    for (Outlet<T> present : all) {
      if (!hasLeft(present)) {
        more.add(present);
      }
    }
    more.add(outlet);
    all = more;
  }

  /// Whether it was removed by somebody, or has no receiver any more: then it is.
  private boolean hasLeft(Outlet<T> outlet) {
    if (!outlet.hasEnded() && outlet.isAbandoned()) {
      owner.remove(outlet);
    }
    return outlet.hasEnded();
  }

  /// Sends `value` to all there are.
  ///
  /// - **Waits**: while one of them has no room.
  void sendAll(T value) {
    for (Outlet<T> outlet : all) {
      send(outlet, value);
    }
  }

  /// Sends `value` to the first of them that has room for it.
  ///
  /// - **Waits**: never.
  ///
  /// @return whether there was one
  boolean trySend(T value) {
    return all.stream().anyMatch(outlet -> !hasLeft(outlet) && outlet.trySend(value));
  }

  /// Sends `value` to one of them, or takes that away if nobody receives there any more.
  ///
  /// - **Waits**: while there is no room.
  ///
  /// @return whether it was sent
  boolean send(Outlet<T> outlet, T value) {
    try {
      if (!hasLeft(outlet)) {
        outlet.send(value);
        return true;
      }
    } catch (NobodyReceives _) {
      hasLeft(outlet);
    }
    all = all.stream().filter(other -> other != outlet).toList();
    return false;
  }
}
