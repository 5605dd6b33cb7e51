package io.weightless.tool.inspect;

/// In which order the lines of a view come.
public enum Order {
  /// As a tree: what is inside of something comes behind it.
  TREE,
  /// Who held the loop longest comes first.
  HELD,
  /// What goes fastest: turns, values or bytes per second.
  RATE,
  /// The oldest first.
  AGE,
  NAME
}
