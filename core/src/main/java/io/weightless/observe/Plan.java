package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Who would observe whom if a tree was configured.
final class Plan {
  private final IdentityHashMap<Object, Part> byComponent = new IdentityHashMap<>();

  /// In the order of the expression, the root first.
  private final List<Part> parts = new ArrayList<>();

  Plan(Tree<?> tree) {
    Set<Tree<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Tree<?>> ahead = new ArrayDeque<>(List.of(tree));
    var _ = part(tree.component());
    while (!ahead.isEmpty()) {
      Tree<?> next = ahead.pop();
      if (next.isSaid() && seen.add(next)) {
        addPartsOf(next);
        next.parts().reversed().forEach(ahead::push);
      }
    }
    addKept();
  }

  private void addPartsOf(Tree<?> tree) {
    Part part = part(tree.component());
    part.isSaid = true;
    for (Tree<?> below : tree.parts()) {
      part.add(part(below.component()));
    }
  }

  /// Those that observe already, where the expression says nothing of it.
  private void addKept() {
    for (int i = 0; i < parts.size(); i++) { // these may have such ones as well
      Part part = parts.get(i);
      if (!part.isSaid && part.observers != null) {
        part.observers.observed().forEach(component -> part.add(part(component)));
      }
    }
  }

  private Part part(Object component) {
    return byComponent.computeIfAbsent(
        component,
        _ -> {
          Part part = new Part(component, parts.isEmpty());
          parts.add(part);
          return part;
        });
  }

  List<Part> parts() {
    return parts;
  }

  void connect() {
    parts.forEach(Part::connect);
  }
}
