package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;

/// Where the connections come from that a kit tests.
public interface Connections {
  /// A new reactor, on virtual time: the kits' waits end when all tasks wait.
  Reactor openReactor() throws IOException;

  /// A new connection, for the tasks of the current reactor. Called in a task.
  Pair connect() throws IOException;

  /// More bytes than a connection takes of a writer whose peer does not read.
  default int much() {
    return 24 * 1024 * 1024;
  }

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
  default void run(Story story) throws IOException {
    try (Reactor reactor = openReactor()) {
      reactor.run(() -> Scope.run(scope -> tell(story, scope)));
      reactor.run(() -> checkNothingLeft(reactor));
    }
  }

  private static String tell(Story story, Scope scope) throws IOException {
    story.tell(scope);
    return "told";
  }
}
