package io.weightless.net.dns;

import io.weightless.reactor.Reactor;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// The numbers of questions. Nobody can tell the next one from what else chance decides here; where
/// time is virtual they are of the reactor's chance, so that a simulation repeats itself.
final class QueryIds {
  private static final int IDS = 1 << 16;

  private final RandomGenerator random;

  QueryIds(Reactor reactor) {
    random = reactor.clock().isVirtual() ? reactor.random() : new SecureRandom();
  }

  int next() {
    return random.nextInt(IDS);
  }
}
