package io.weightless.simulation;

import java.util.ArrayList;
import java.util.List;

/// A walk through a tree of choices, leaf after leaf: each run follows one way from the root, and
/// [#advance] turns the last choice that has an alternative left.
final class Choices {
  private final List<Choice> way = new ArrayList<>();
  private int depth;

  /// The one that was taken, of so many.
  private record Choice(int taken, int count) {
    @Override
    public String toString() {
      return Integer.toString(taken);
    }
  }

  /// One of `count`, from 0.
  int next(int count) {
    if (depth == way.size()) {
      way.add(new Choice(0, count));
    }
    Choice choice = way.get(depth++);
    if (choice.count != count) {
      throw new IllegalStateException(
          "it does not depend on its schedule alone: there were "
              + choice.count
              + " to choose from, and now "
              + count);
    }
    return choice.taken;
  }

  /// On to the next way; false when this was the last one.
  boolean advance() {
    depth = 0;
    while (!way.isEmpty()) {
      Choice last = way.removeLast();
      if (last.taken + 1 < last.count) {
        way.add(new Choice(last.taken + 1, last.count));
        return true;
      }
    }
    return false;
  }

  /// The choices that were made, as `[0, 2, 1]`.
  @Override
  public String toString() {
    return way.toString();
  }
}
