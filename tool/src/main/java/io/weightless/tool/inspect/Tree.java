package io.weightless.tool.inspect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Rows that are inside of one another, from which those are taken that the user wants to see.
final class Tree {
  /// Of more levels the innermost are shown.
  private static final int LEVELS = 10;

  private final List<Row> rows = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();

  /// @param depth how many rows it is inside of: of each level the last one above it
  void add(int depth, Row row) {
    rows.add(row);
    depths.add(depth);
  }

  List<Item> items(Choice choice) {
    return choice.order() == Order.TREE ? asTree(wanted(choice)) : sorted(choice);
  }

  private List<Item> sorted(Choice choice) {
    return rows.stream()
        .filter(row -> row.kind() != Row.Kind.HEADING && choice.accepts(row))
        .sorted(comparator(choice.order()))
        .map(row -> new Item("", row))
        .toList();
  }

  private static Comparator<Row> comparator(Order order) {
    return switch (order) {
      case TREE -> (_, _) -> 0;
      case HELD -> Comparator.comparingDouble(row -> -known(row.held()));
      case RATE -> Comparator.comparingDouble(row -> -known(row.rate()));
      case AGE -> Comparator.comparingLong(row -> -row.age());
      case NAME -> Comparator.comparing(Row::name);
    };
  }

  private static double known(double amount) {
    return Double.isNaN(amount) ? 0 : amount;
  }

  /// Those that the filter accepts, and those around them.
  private List<Integer> wanted(Choice choice) {
    List<Integer> wanted = new ArrayList<>();
    BitSet inside = new BitSet(); // the depths at which there is one below that is wanted
    for (int i = rows.size() - 1; i >= 0; i--) {
      int depth = depths.get(i);
      if (inside.get(depth + 1) || choice.accepts(rows.get(i))) {
        wanted.add(i);
        inside.set(depth);
      }
      inside.clear(depth + 1, Math.max(depth + 1, inside.length()));
    }
    return wanted.reversed();
  }

  private List<Item> asTree(List<Integer> wanted) {
    BitSet lasts = lasts(wanted);
    BitSet goesOn = new BitSet(); // the levels at which there are more to come
    List<Item> items = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      int depth = depths.get(wanted.get(i));
      goesOn.set(depth, !lasts.get(i));
      items.add(new Item(lead(depth, goesOn), rows.get(wanted.get(i))));
    }
    return items;
  }

  /// Behind which there is no other one inside of the same.
  private BitSet lasts(List<Integer> wanted) {
    BitSet lasts = new BitSet();
    BitSet more = new BitSet();
    for (int i = wanted.size() - 1; i >= 0; i--) {
      int depth = depths.get(wanted.get(i));
      lasts.set(i, !more.get(depth));
      more.set(depth);
      more.clear(depth + 1, Math.max(depth + 1, more.length()));
    }
    return lasts;
  }

  private static String lead(int depth, BitSet goesOn) {
    if (depth == 0) {
      return "";
    }
    int first = Math.max(1, depth - LEVELS);
    StringBuilder lead = new StringBuilder(first > 1 ? "…" : "");
    for (int level = first; level < depth; level++) {
      lead.append(goesOn.get(level) ? "│ " : "  ");
    }
    return lead.append(goesOn.get(depth) ? "├ " : "└ ").toString();
  }
}
