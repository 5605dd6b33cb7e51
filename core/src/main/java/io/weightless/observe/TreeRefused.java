package io.weightless.observe;

import java.util.List;

/// A [Tree] that can't work. Nothing was configured.
public final class TreeRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// The list is immutable, and of strings.
  @SuppressWarnings("serial")
  private final List<String> problems;

  TreeRefused(List<String> problems) {
    super("a tree that can't work:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /// All there are, each with the path to the component from the root.
  public List<String> problems() {
    return problems;
  }
}
