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

  /// A host always reaches itself; what cuts it off cuts off its shards.
  boolean isBetween(String one, String other) {
    String here = computerOf(one);
    String there = computerOf(other);
    return !here.equals(there)
        && (alone.contains(here) || alone.contains(there) || pairs.contains(new Pair(here, there)));
  }

  private static String computerOf(String host) {
    int end = host.indexOf(Plan.SHARD);
    return end < 0 ? host : host.substring(0, end);
  }
}
