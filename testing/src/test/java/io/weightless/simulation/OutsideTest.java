package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What is not of the simulation has no part in it.
final class OutsideTest {
  @FastEngine
  @Test
  void aWaitOfTheJdkIsAFailure() {
    Simulation simulation = Simulation.seed(1).host("a", () -> new CountDownLatch(1).await());

    assertThatThrownBy(simulation::run).hasMessageContaining("waits in the JDK");
  }

  @Test
  void whatAThreadOutsideMakesReadyIsAFailure() {
    Simulation simulation =
        Simulation.seed(1)
            .host(
                "a",
                () -> {
                  Reactor reactor = Reactor.current();
                  Thread poster = Thread.ofPlatform().start(() -> reactor.post(() -> {}));
                  while (poster.isAlive()) {
                    Thread.onSpinWait(); // a wait would give it up
                  }
                });

    assertThatThrownBy(simulation::run).hasMessageContaining("thread outside of the simulation");
  }

  @Test
  void whatAnotherReactorMakesReadyIsAFailure() {
    Simulation simulation =
        Simulation.seed(1)
            .host(
                "a",
                () -> {
                  Reactor simulated = Reactor.current();
                  Thread poster =
                      Thread.ofPlatform()
                          .start(() -> {
                            try (Reactor real = Reactor.open()) {
                              real.run(() -> simulated.post(() -> {}));
                            }
                          });
                  while (poster.isAlive()) {
                    Thread.onSpinWait(); // a wait would give it up
                  }
                });

    assertThatThrownBy(simulation::run).hasMessageContaining("thread outside of the simulation");
  }
}
