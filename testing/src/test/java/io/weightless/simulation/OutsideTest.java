package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.ARRAY;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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

  @FastEngine
  @Test
  void aTaskThatWaitedForAThreadOutsideIsNamedAndItsStackShowsWhere() {
    Object monitor = new Object();
    CountDownLatch held = new CountDownLatch(1);
    AtomicBoolean arrived = new AtomicBoolean();
    CountDownLatch waits = new CountDownLatch(1);
    Thread.ofPlatform()
        .start(() -> {
          synchronized (monitor) {
            held.countDown();
            while (waits.getCount() > 0) {
              Thread.onSpinWait();
            }
          }
        });
    Simulation simulation =
        Simulation.seed(1)
            .host(
                "a",
                () -> {
                  while (held.getCount() > 0) {
                    Thread.onSpinWait();
                  }
                  arrived.set(true);
                  synchronized (monitor) {
                    arrived.set(false);
                  }
                })
            .host(
                "b",
                () -> {
                  while (true) {
                    if (arrived.get()) { // and off this thread, on which both run: so it waits
                      waits.countDown();
                    }
                    Task.yield(); // or all would wait
                  }
                });

    assertThatThrownBy(simulation::run)
        .hasMessageContaining("made something ready here: task 'a'")
        .cause()
        .extracting(Throwable::getStackTrace, ARRAY)
        .anySatisfy(frame -> assertThat(frame.toString()).contains("OutsideTest.lambda"));
  }
}
