package io.weightless.check.blocking;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;

/// A reactor on the thread of the test: all that happens in a story happens on its loop.
final class OneReactor {
  private OneReactor() {}

  static <X extends Exception> void run(Block<X> block) throws X {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.join(block));
    }
  }

  /// Returns when the task of that name is blocked in the JDK. While it is, the caller has turns:
  /// so the loop goes on.
  ///
  /// @throws AssertionError when it has ended, and so was not blocked
  static void untilBlocked(String name) {
    while (task(name).state() != TaskInfo.State.WAITING_IN_JDK) {
      Task.yield();
    }
  }

  private static TaskInfo task(String name) {
    return Reactor.current().tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("'" + name + "' was not blocked"));
  }
}
