package io.weightless.fiber;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order in which fibers are closed: each before the one that its end would lead to, and where
/// that leaves a choice the younger first.
final class InnerFirst {
  /// How many of those left lead to it; for look-ups only.
  private final Map<Fiber, Integer> inside = new HashMap<>();

  private final List<Fiber> order;

  private InnerFirst(int size) {
    order = new ArrayList<>(size);
  }

  /// @param fibers the older before the younger
  static List<Fiber> of(Collection<Fiber> fibers) {
    return new InnerFirst(fibers.size()).sorted(new ArrayList<>(fibers));
  }

  private List<Fiber> sorted(List<Fiber> fibers) {
    fibers.forEach(fiber -> inside.merge(fiber.ancestor(), 1, Integer::sum));
    for (Fiber fiber : fibers.reversed()) {
      if (!inside.containsKey(fiber)) {
        addWithThoseAroundIt(fiber);
      }
    }
    return order;
  }

  /// Not by recursion: they may be deeper in each other than the stack.
  private void addWithThoseAroundIt(Fiber innermost) {
    Fiber at = innermost;
    int left = 0;
    while (left == 0) {
      order.add(at);
      at = at.ancestor();
      left = inside.merge(at, -1, Integer::sum);
      if (at.parent() == null) {
        return; // the main fiber
      }
    }
  }
}
