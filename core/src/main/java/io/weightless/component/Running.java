package io.weightless.component;

import io.weightless.engine.internal.AtChannel;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Reactor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The components that run on one reactor: a service of it, for reports.
public final class Running {
  /// Those that have nobody around them here.
  private final Set<Component<?, ?>> outermost = new LinkedHashSet<>();

  private Running(Reactor reactor) {
    reactor.service(Carrier.class).watching.wiredBy(wait -> expectedAt(wait, reactor));
  }

  /// Those that run on `reactor`, and those inside them that will: each before those inside it.
  ///
  /// - **Runs on**: that reactor, or any thread while it is not being run.
  /// - **Waits**: never.
  public static List<Component<?, ?>> on(Reactor reactor) {
    List<Component<?, ?>> all = new ArrayList<>();
    List<Component<?, ?>> next = new ArrayList<>(of(reactor).outermost).reversed();
    while (!next.isEmpty()) { // not by recursion: the tree may be deeper than the stack
      Component<?, ?> component = next.removeLast();
      all.add(component);
      for (Component<?, ?> child : component.children().reversed()) {
        if (child.place() == component.place()) {
          next.add(child);
        }
      }
    }
    return all;
  }

  private static Running of(Reactor reactor) {
    return reactor.service(Running.class, () -> new Running(reactor));
  }

  /// Who ends a wait at a channel that is the box of a component here.
  private static List<Strand> expectedAt(AtChannel wait, Reactor reactor) {
    for (Component<?, ?> component : on(reactor)) {
      for (Port<?> port : component.ports()) {
        if (port.kept() == wait.channel()) {
          return tasks(wait.sends() ? reader(port) : feeders(port));
        }
      }
    }
    return List.of();
  }

  /// An outlet that keeps what it sends is read by nobody yet.
  private static List<Component<?, ?>> reader(Port<?> port) {
    return port instanceof Inlet<?> ? List.of(port.owner()) : List.of();
  }

  private static List<Strand> tasks(Collection<Component<?, ?>> components) {
    return components.stream().map(one -> one.life().strand()).filter(Objects::nonNull).toList();
  }

  /// The components whose values begin their way here and end it at `last`.
  private static Set<Component<?, ?>> feeders(Port<?> last) {
    Set<Component<?, ?>> feeders = new LinkedHashSet<>();
    Deque<Port<?>> next = new ArrayDeque<>(List.of(last));
    while (!next.isEmpty()) {
      for (Wire wire : next.remove().incoming()) {
        Port<?> from = wire.from();
        if (from.isFed()) {
          next.add(from);
        } else if (from instanceof Outlet<?> outlet && outlet.crossing() == null) {
          feeders.add(outlet.owner());
        }
      }
    }
    return feeders;
  }

  /// One begins that the caller runs.
  static void add(Component<?, ?> component) {
    Component<?, ?> parent = component.parent();
    if (parent == null || parent.place() != component.place()) {
      of(Reactor.current()).outermost.add(component);
    }
  }

  static void remove(Component<?, ?> component) {
    of(Reactor.current()).outermost.remove(component);
  }
}
