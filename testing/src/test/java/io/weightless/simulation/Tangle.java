package io.weightless.simulation;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.time.Duration;

/// A world whose run depends on much, so that two that are the same are so for a reason.
public final class Tangle {
  private Tangle() {}

  static Simulation of(long seed) {
    return Simulation.seed(seed).host("a", () -> knot(3)).host("b", () -> knot(5));
  }

  static Report run(long seed) {
    return of(seed).run();
  }

  private static void knot(int tasks) {
    Semaphore semaphore = new Semaphore(2);
    Scope.join(scope -> {
      for (int i = 0; i < tasks; i++) {
        scope.start(
            "task " + i,
            () -> {
              for (int round = 0; round < 5; round++) {
                semaphore.acquire();
                Task.sleep(Duration.ofMillis(Reactor.current().random().nextInt(3)));
                semaphore.release();
                Task.yield();
              }
            });
      }
    });
  }

  /// Prints the hash of the seed that it is given, for other JVMs.
  public static void main(String[] arguments) {
    System.out.println(Long.toHexString(run(Long.parseLong(arguments[0])).hash()));
  }
}
