package io.weightless.event;

import io.weightless.reactor.Reactor;

/// Counts the events of a reactor, whatever bus they are fired on: an event of one may be the cause
/// of another's.
final class Numbers {
  private long last;

  static Numbers ofCaller() {
    return Reactor.current().service(Numbers.class, Numbers::new);
  }

  long next() {
    return ++last;
  }
}
