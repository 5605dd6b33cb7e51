package io.weightless.component;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Gives each of those inside a component a name that no other one there has.
///
/// When the last that wanted a name has gone, nothing is left of it.
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Series> wanted = new HashMap<>();

  private static final class Series {
    int present;
    int last;
  }

  /// `name`, or with a number behind it that is higher than those before.
  String take(String name) {
    Series series = wanted.computeIfAbsent(name, _ -> new Series());
    series.present++;
    String given;
    do {
      series.last++;
      given = series.last == 1 ? name : name + "-" + series.last;
    } while (!taken.add(given));
    return given;
  }

  /// @param name that was asked for
  void giveBack(String name, String given) {
    taken.remove(given);
    if (--Objects.requireNonNull(wanted.get(name)).present == 0) {
      wanted.remove(name);
    }
  }
}
