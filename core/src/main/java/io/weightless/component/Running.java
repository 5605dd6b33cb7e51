package io.weightless.component;

import io.weightless.reactor.Reactor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The components that run on one reactor: a service of it, for reports.
public final class Running {
  /// Those that have nobody around them here.
  private final Set<Component<?, ?>> outermost = new LinkedHashSet<>();

  private Running() {}

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
    return reactor.service(Running.class, Running::new);
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
