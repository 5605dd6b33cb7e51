package io.weightless.http.websocket;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;

/// What all sockets of a reactor share.
///
/// @param tasks for what has to be said while nobody of the application's does anything
record Common(Reactor reactor, ReactorExecutor tasks, MaskKeys keys) {
  /// Of the calling task's reactor.
  static Common here() {
    Reactor reactor = Reactor.current();
    return reactor.service(
        Common.class, () -> new Common(reactor, reactor.executor(), new MaskKeys(reactor)));
  }
}
