package io.weightless.tool.inspect;

import org.jspecify.annotations.Nullable;

/// A column of a view.
///
/// @param width in cells; 0 where it gets a share of what the others leave
/// @param share of that
/// @param order the one that goes by it; null for none
/// @param from how wide a screen is that has it
/// @param isTree whether it shows what is inside of what
record Column(String title, int width, int share, @Nullable Order order, int from, boolean isTree) {
  /// A number, to the right.
  static Column amount(String title, int width, @Nullable Order order) {
    return new Column(title, width, 0, order, 0, false);
  }

  static Column text(String title, int share, @Nullable Order order) {
    return new Column(title, 0, share, order, 0, false);
  }

  Column from(int screen) {
    return new Column(title, width, share, order, screen, isTree);
  }

  Column asTree() {
    return new Column(title, width, share, order, from, true);
  }
}
