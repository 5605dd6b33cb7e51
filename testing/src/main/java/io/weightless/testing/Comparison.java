package io.weightless.testing;

import java.util.ArrayList;
import java.util.List;

/// Two sequences beside each other, until they differ and a bit longer.
///
/// @param expected what should have been at each place, as a reader is told it
/// @param happened what was
/// @param difference the place of the first difference; the length of both when there is none
record Comparison(List<String> expected, List<String> happened, int difference) {
  private static final int ROWS_BEFORE = 10;
  private static final int ROWS_AFTER = 10;
  private static final int WIDEST = 60;

  /// @param groups each event of a group once, in any order, and one group after the other
  static Comparison of(List<List<String>> groups, List<String> happened) {
    List<String> expected = new ArrayList<>();
    int difference = -1;
    for (List<String> group : groups) {
      List<String> left = new ArrayList<>(group);
      while (!left.isEmpty()) {
        int place = expected.size();
        expected.add(left.size() == 1 ? left.getFirst() : "any of " + String.join(", ", left));
        boolean found = place < happened.size() && left.contains(happened.get(place));
        if (!found && difference < 0) {
          difference = place;
        }
        left.remove(found ? happened.get(place) : left.getFirst());
      }
    }
    if (difference < 0) {
      difference = expected.size();
    }
    return new Comparison(expected, happened, difference);
  }

  boolean isDifferent() {
    return difference < Math.max(expected.size(), happened.size());
  }

  /// A row for each place around the first difference, which has an arrow.
  @Override
  public String toString() {
    int first = Math.max(0, difference - ROWS_BEFORE);
    int last = Math.min(Math.max(expected.size(), happened.size()), difference + 1 + ROWS_AFTER);
    int width = "expected".length();
    for (int i = first; i < last; i++) {
      width = Math.max(width, Math.min(WIDEST, at(expected, i).length()));
    }
    StringBuilder rows = new StringBuilder("something else happened, from the arrow on:");
    rows.append(row(" ", "", width, "expected", "happened"));
    if (first > 0) {
      rows.append(row(" ", "", width, "...", "..."));
    }
    for (int i = first; i < last; i++) {
      String arrow = i == difference ? ">" : " ";
      rows.append(row(arrow, String.valueOf(i + 1), width, at(expected, i), at(happened, i)));
    }
    if (last < Math.max(expected.size(), happened.size())) {
      rows.append(row(" ", "", width, "...", "..."));
    }
    return rows.toString();
  }

  private static String row(String arrow, String place, int width, String left, String right) {
    return ("\n" + arrow + String.format(" %5s  %-" + width + "s  %s", place, left, right))
        .stripTrailing();
  }

  private static String at(List<String> texts, int place) {
    return place < texts.size() ? texts.get(place) : "-";
  }
}
