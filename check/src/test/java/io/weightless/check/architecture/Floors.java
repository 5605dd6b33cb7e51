package io.weightless.check.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What may know what: floors of rooms, and walls.
///
/// A room is the first segment below the root package: `io.weightless.net.internal.nio` is in the
/// room `net`. A room knows the floors below it, and on its own floor only `neighbours` that are
/// listed. Two rooms of a floor are strangers otherwise.
record Floors(Map<String, Integer> rooms, Map<String, Set<String>> neighbours, List<Wall> walls) {
  static final String ROOT = "io.weightless.";

  /// Classes that match `inside` may not use classes that match `beyond`.
  record Wall(String sentence, Predicate<String> inside, Predicate<String> beyond) {}

  /// A line for each use that is forbidden and for each cycle of packages; nothing when all is
  /// well.
  List<String> violations(Collection<Use> uses) {
    Set<String> lines = new TreeSet<>();
    for (Use use : uses) {
      if (!use.from().startsWith(ROOT)) {
        lines.add(use.from() + " is not below " + ROOT);
        continue;
      }
      if (use.to().startsWith(ROOT)) {
        lines.addAll(upwards(use));
      }
      walls.stream()
          .filter(wall -> wall.inside.test(use.from()) && wall.beyond.test(use.to()))
          .forEach(wall -> lines.add(use.from() + " uses " + use.to() + ": " + wall.sentence));
    }
    lines.addAll(cycles(uses));
    return List.copyOf(lines);
  }

  private List<String> upwards(Use use) {
    String from = room(use.from());
    String to = room(use.to());
    for (String room : List.of(from, to)) {
      if (!rooms.containsKey(room)) {
        return List.of("room " + room + " is on no floor: give it one in FloorsTest");
      }
    }
    if (from.equals(to)
        || neighbours.getOrDefault(from, Set.of()).contains(to)
        || floor(to) < floor(from)) {
      return List.of();
    }
    String floors = " (floor " + floor(from) + " to floor " + floor(to) + ")";
    return List.of(use.from() + " uses " + use.to() + floors);
  }

  private int floor(String room) {
    return rooms.getOrDefault(room, Integer.MAX_VALUE);
  }

  static String room(String type) {
    String below = type.substring(ROOT.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  /// A line for each package that leads back to itself. A package and its internal ones count as
  /// one: they are one room with a wall around it, and the door knows the inside and the other way
  /// round.
  static List<String> cycles(Collection<Use> uses) {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (Use use : uses) {
      String from = withoutInternal(Use.packageOf(use.from()));
      String to = withoutInternal(Use.packageOf(use.to()));
      if (to.startsWith(ROOT) && !from.equals(to)) {
        graph.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
      }
    }
    List<String> lines = new ArrayList<>();
    graph.forEach((start, _) -> {
      if (reachable(graph, start).contains(start)) {
        lines.add("package " + start + " leads back to itself through " + graph.get(start));
      }
    });
    return lines;
  }

  private static String withoutInternal(String packageName) {
    int internal = packageName.indexOf(".internal");
    return internal < 0 ? packageName : packageName.substring(0, internal);
  }

  private static Set<String> reachable(Map<String, Set<String>> graph, String start) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(graph.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        open.addAll(graph.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }
}
