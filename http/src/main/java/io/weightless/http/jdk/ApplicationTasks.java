package io.weightless.http.jdk;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;

/// The tasks in which the applications of one reactor run; it ends with the reactor.
///
/// @param carrier of that reactor
record ApplicationTasks(Reactor reactor, Carrier carrier, ReactorExecutor executor) {
  /// Those of the calling task's reactor.
  static ApplicationTasks here() {
    Reactor reactor = Reactor.current();
    return reactor.service(
        ApplicationTasks.class,
        () -> new ApplicationTasks(reactor, Strand.current().carrier(), reactor.executor()));
  }

  /// Whether the caller runs on that reactor, so that nobody else does meanwhile.
  boolean areHere() {
    return carrier.owned();
  }
}
