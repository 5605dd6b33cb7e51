package io.weightless.check.world;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often what a world provokes has happened, over all its runs: a provocation that never
/// happened has shown nothing.
final class Tally {
  private final Map<String, Long> counts = new TreeMap<>();

  /// @param provocations all that there are
  Tally(String... provocations) {
    for (String provocation : provocations) {
      counts.put(provocation, 0L);
    }
  }

  void count(String provocation) {
    if (counts.computeIfPresent(provocation, (_, count) -> count + 1) == null) {
      throw new IllegalArgumentException("nobody said that there is a '" + provocation + "'");
    }
  }

  List<String> never() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
