package io.weightless.testing.kit;

import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.time.Duration;

/// The connections of one ground.
interface OnGround extends Connections {
  Ground ground();

  @Override
  default Reactor openReactor() throws IOException {
    return ground().openReactor();
  }

  @Override
  default Pair connect() throws IOException {
    return Ground.connect();
  }

  @Override
  default int much() {
    return ground().much();
  }

  @Override
  default Duration turn() {
    return ground().turn();
  }

  @Override
  default void checkNothingLeft(Reactor reactor) {
    Leftovers.check(reactor);
  }
}
