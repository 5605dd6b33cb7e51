package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import io.weightless.component.Port;
import io.weightless.component.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a component can see of where its ports lead.
final class Wiring {
  private Wiring() {}

  /// Whether some component may send there.
  static boolean isFed(Port<?> port) {
    return port.incoming().stream()
        .map(Wire::from)
        .anyMatch(from -> from instanceof Outlet<?> || isFed(from));
  }

  /// Whether what is sent there is read, or may be.
  static boolean isReceived(Outlet<?> outlet) {
    Port<?> last = outlet;
    for (Wire wire = outlet.onward(); wire != null; wire = last.onward()) {
      last = wire.to();
    }
    return last instanceof Inlet<?> && !last.hasEnded();
  }

  /// Whether what it sends comes back to it, through any number of components of its reactor.
  static boolean isLoop(Component<?, ?> component) {
    Set<Component<?, ?>> feeders = new LinkedHashSet<>();
    Deque<Component<?, ?>> next = new ArrayDeque<>();
    for (Component<?, ?> at = component; at != null; at = next.poll()) {
      for (Port<?> port : at.ports()) {
        if (port instanceof Inlet<?>) {
          addFeeders(port, feeders, next);
        }
      }
    }
    return feeders.contains(component);
  }

  private static void addFeeders(
      Port<?> port, Set<Component<?, ?>> all, Deque<Component<?, ?>> fresh) {
    for (Wire wire : port.incoming()) {
      Port<?> from = wire.from();
      if (!from.incoming().isEmpty()) {
        addFeeders(from, all, fresh);
      } else if (from instanceof Outlet<?> && isOfOwner(from) && all.add(from.owner())) {
        fresh.add(from.owner());
      }
    }
  }

  /// The end of a wire from another place is none of those that its owner knows.
  private static boolean isOfOwner(Port<?> port) {
    return port.owner().ports().contains(port);
  }
}
