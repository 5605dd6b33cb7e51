package io.weightless.check.bench.component;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/// Systems of actors, quiet ones.
final class Pekko {
  private Pekko() {}

  static ActorSystem start() {
    return ActorSystem.create(
        "peer",
        ConfigFactory.parseString("pekko.loglevel = OFF, pekko.stdout-loglevel = OFF")
            .withFallback(ConfigFactory.load()));
  }

  /// Waits for its end.
  static void end(ActorSystem system) {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
