package io.weightless.inspect;

import io.weightless.reactor.Reactor;

/// What is known of tasks by their names, in tests.
final class Named {
  private Named() {}

  static Why why(String task) {
    long id =
        Snapshot.take().tasks().stream()
            .filter(one -> one.name().equals(task))
            .findFirst()
            .get()
            .id();
    return Why.of(Reactor.current(), id).get();
  }
}
