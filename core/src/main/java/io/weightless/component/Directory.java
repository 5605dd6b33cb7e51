package io.weightless.component;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where the components inside one find services by name: what that one offers, and what those
/// around it do.
///
/// ```java
/// Graph<Void, Void> graph = new Graph<>();
/// graph.directory().offer(LOG, graph.add(new Printer()).in);
/// ...
/// Outlet<String> log = reach(LOG);       // in a component inside, however deep
/// log.send("it works");
/// ```
///
/// Who offers a service does not end for want of wires, but lives as long as anybody else inside:
/// when all that is left are services, their inlets end as soon as what was sent is received.
///
/// - **Runs on**: any thread that runs a component inside.
///
/// From Axon's CoordinatingAssistantTracker, which was one for a whole process; and from Peers,
/// whose actors had names.
public final class Directory {
  private final Component<?, ?> around;
  private final Map<Service<?>, Inlet<?>> offers = new ConcurrentHashMap<>();

  Directory(Component<?, ?> around) {
    this.around = around;
  }

  /// Has those inside find `inlet` as `service`. One that those around offer by that name is
  /// hidden.
  ///
  /// - **Waits**: where this runs, and the inlet is at another [Place], until it is told there.
  ///
  /// @param inlet of a component inside
  /// @throws IllegalStateException when it is offered here already, or the component is not inside
  public <T> void offer(Service<T> service, Inlet<? super T> inlet) {
    if (!around.isAround(inlet.owner())) {
      throw new IllegalStateException(inlet + " is not inside " + around.path());
    }
    Inlet<?> before = offers.putIfAbsent(service, inlet);
    if (before != null) {
      throw new IllegalStateException(service + " is offered already, by " + before);
    }
    around.inside().at(inlet.owner(), _ -> inlet.hold());
  }

  /// Offers it no more. Who has reached it still does.
  ///
  /// - **Waits**: as [#offer].
  ///
  /// @throws IllegalStateException when it is not offered here
  public void withdraw(Service<?> service) {
    Inlet<?> inlet = offers.remove(service);
    if (inlet == null) {
      throw new IllegalStateException(service + " is not offered by " + around.path());
    }
    around.inside().at(inlet.owner(), _ -> inlet.release());
  }

  /// The inlet that is offered by `from` or, if none is, by the next one around it that offers it.
  ///
  /// @throws IllegalStateException when nobody does
  static <T> Inlet<T> find(Service<T> service, Component<?, ?> from) {
    for (Component<?, ?> at = from; at != null; at = at.parent()) {
      Inlet<T> found = at.hasInside() ? at.directory().look(service) : null;
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("nobody around " + from.path() + " offers " + service);
  }

  @SuppressWarnings("unchecked") // an offer takes what its service is for
  private <T> @Nullable Inlet<T> look(Service<T> service) {
    return (Inlet<T>) offers.get(service);
  }

  /// Withdraws all when nobody is left for whom they are.
  ///
  /// @param left those inside that have not ended
  void lookWhoIsLeft(Collection<Component<?, ?>> left) {
    if (!offers.isEmpty() && left.size() <= offers.size() && left.stream().allMatch(this::serves)) {
      offers.keySet().forEach(this::withdraw);
    }
  }

  private boolean serves(Component<?, ?> child) {
    return offers.values().stream()
        .map(Port::owner)
        .anyMatch(owner -> owner == child || child.isAround(owner));
  }

  @Override
  public String toString() {
    return "Directory of " + around.path() + " " + offers.keySet();
  }
}
