package io.weightless.tool.inspect;

import java.util.List;

/// What `GET /snapshot` answers: all reactors of a program at one time.
public record Picture(List<Seen> reactors) {
  public Picture {
    reactors = List.copyOf(reactors);
  }

  /// How many tasks are on them.
  int tasks() {
    return reactors.stream().mapToInt(one -> one.now().tasks().size()).sum();
  }
}
