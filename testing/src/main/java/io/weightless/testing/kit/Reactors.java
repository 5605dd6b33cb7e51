package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;

/// Where the reactors come from on which a kit tests.
public interface Reactors {
  /// A new reactor, on virtual time: the kits' waits end when all tasks wait.
  Reactor openReactor() throws IOException;

  /// How long a turn of the tests takes that cancel at each: a part of what a packet takes. In a
  /// turn of no time, the input is looked at once.
  default Duration turn() {
    return Duration.ZERO;
  }

  /// Looks whether something was left open or not given back, when all tasks have ended and
  /// `reactor` is about to close. Called in a task.
  default void checkNothingLeft(Reactor reactor) {}

  /// What a test does, in a task.
  interface Story {
    void tell(Scope scope) throws IOException;
  }

  /// Tells `story` on a reactor of its own, and returns when all its tasks have ended.
  ///
  /// @throws IllegalStateException when that reactor is not on virtual time
  default void run(Story story) throws IOException {
    try (Reactor reactor = openReactor()) {
      if (!reactor.clock().isVirtual()) {
        throw new IllegalStateException("a kit wants a reactor on virtual time");
      }
      reactor.run(() -> Scope.run(scope -> tell(story, scope)));
      reactor.run(() -> checkNothingLeft(reactor));
    }
  }

  private static String tell(Story story, Scope scope) throws IOException {
    story.tell(scope);
    return "told";
  }
}
