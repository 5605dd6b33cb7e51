package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/// Finds cycles among parts.
final class Cycles {
  private final Map<Part, Set<Part>> below = new LinkedHashMap<>();

  private Cycles(List<Part> parts, BiPredicate<Part, Part> isArrow) {
    for (Part part : parts) {
      Set<Part> to = new LinkedHashSet<>(part.below);
      to.removeIf(other -> !isArrow.test(part, other));
      below.put(part, to);
    }
  }

  /// Cycles that have no part in common, as many as there are.
  ///
  /// @return each from a part to the same part
  static List<List<Part>> in(List<Part> parts, BiPredicate<Part, Part> isArrow) {
    return new Cycles(parts, isArrow).find();
  }

  private List<List<Part>> find() {
    List<List<Part>> cycles = new ArrayList<>();
    removeEnds(List.copyOf(below.keySet()));
    while (!below.isEmpty()) {
      List<Part> cycle = walk(below.keySet().iterator().next());
      cycles.add(cycle);
      removeEnds(cycle.stream().flatMap(part -> remove(part).stream()).toList());
    }
    return cycles;
  }

  /// Who has nobody below is in no cycle; then all that are left lead somewhere for ever.
  private void removeEnds(List<Part> candidates) {
    Deque<Part> ahead = new ArrayDeque<>(candidates);
    while (!ahead.isEmpty()) {
      Part part = ahead.pop();
      Set<Part> to = below.get(part);
      if (to != null && to.isEmpty()) {
        ahead.addAll(remove(part));
      }
    }
  }

  /// @return who may have nobody below now
  private List<Part> remove(Part part) {
    below.remove(part);
    for (Part above : part.above) {
      below.getOrDefault(above, new HashSet<>()).remove(part);
    }
    return part.above;
  }

  private List<Part> walk(Part start) {
    Map<Part, Integer> seen = new HashMap<>();
    List<Part> way = new ArrayList<>();
    Part at = start;
    while (!seen.containsKey(at)) {
      seen.put(at, way.size());
      way.add(at);
      at = below.getOrDefault(at, Set.of()).iterator().next();
    }
    List<Part> cycle = new ArrayList<>(way.subList(seen.getOrDefault(at, 0), way.size()));
    cycle.add(at);
    return cycle;
  }
}
