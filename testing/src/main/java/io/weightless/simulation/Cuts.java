package io.weightless.simulation;

import java.util.HashSet;
import java.util.Set;

/// Which hosts can't reach each other. Looked up only, so no order of a set decides anything.
final class Cuts {
  private final Set<Pair> pairs = new HashSet<>();
  private final Set<String> alone = new HashSet<>();

  private record Pair(String one, String other) {}

  void between(Set<String> some, Set<String> others) {
    for (String one : some) {
      for (String other : others) {
        pairs.add(new Pair(one, other));
        pairs.add(new Pair(other, one));
      }
    }
  }

  void around(String host) {
    alone.add(host);
  }

  void clear() {
    pairs.clear();
    alone.clear();
  }

  /// A host always reaches itself.
  boolean isBetween(String one, String other) {
    return !one.equals(other)
        && (alone.contains(one) || alone.contains(other) || pairs.contains(new Pair(one, other)));
  }
}
