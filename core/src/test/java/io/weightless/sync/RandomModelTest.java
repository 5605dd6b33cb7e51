package io.weightless.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Puppet;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lock and semaphore against a list of who waits and a number of what is free: after each order,
/// made by chance from a seed, both say the same.
class RandomModelTest {
  private static final int TASKS = 6;
  private static final int ORDERS = 100;

  @AutoClose private final Scene scene = new Scene();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("weightless.seeds", 50));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSemaphoreIsANumberAndAQueue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int permits = random.nextInt(1, 6);
    scene.run(scope -> {
      Semaphore semaphore = new Semaphore(permits);
      new Program(
              random,
              permits,
              new Subject() {
                @Override
                public void take(int weight) {
                  semaphore.acquire(weight);
                }

                @Override
                public boolean tryTake(int weight) {
                  return semaphore.tryAcquire(weight);
                }

                @Override
                public void giveBack(int weight) {
                  semaphore.release(weight);
                }

                @Override
                public String toString() {
                  return semaphore.toString();
                }
              })
          .run(scope);
      assertThat(semaphore.free()).isEqualTo(permits);
      return null;
    });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLockIsOnePermitAndAQueue(long seed) {
    scene.run(scope -> {
      Lock lock = new Lock();
      new Program(
              new SplittableRandom(seed),
              1,
              new Subject() {
                @Override
                public void take(int weight) {
                  lock.lock();
                }

                @Override
                public boolean tryTake(int weight) {
                  return lock.tryLock();
                }

                @Override
                public void giveBack(int weight) {
                  lock.unlock();
                }

                @Override
                public String toString() {
                  return lock.toString();
                }
              })
          .run(scope);
      assertThat(lock).hasToString("Lock[free]");
      return null;
    });
  }

  private interface Subject {
    void take(int weight);

    boolean tryTake(int weight);

    void giveBack(int weight);
  }

  /// A task of the program, and what the model says of it.
  private static final class Actor {
    final Puppet puppet;
    int weight;
    boolean has;

    /// Whether the model gave it what it asked for last; also when it gave it back since.
    boolean granted;

    /// What really happened.
    boolean took;

    Actor(Scope scope, Program program, int number) {
      puppet = new Puppet(scope, "t" + number, () -> program.unwind(this));
    }
  }

  private static final class Program {
    private final SplittableRandom random;
    private final int permits;
    private final Subject subject;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> queue = new ArrayList<>();
    private int free;
    private int started;

    Program(SplittableRandom random, int permits, Subject subject) {
      this.random = random;
      this.permits = permits;
      this.subject = subject;
      free = permits;
    }

    void run(Scope scope) {
      for (int i = 0; i < ORDERS; i++) {
        while (actors.size() < TASKS) {
          actors.add(new Actor(scope, this, started++));
        }
        order(actors.get(random.nextInt(TASKS)));
        if (random.nextBoolean()) {
          Scene.settle();
        }
        check();
      }
      while (!actors.isEmpty()) {
        Scene.settle();
        Actor idle =
            actors.stream().filter(actor -> actor.puppet.isIdle()).findFirst().orElseThrow();
        actors.remove(idle);
        modelUnwinding(idle);
        idle.puppet.end();
      }
      Scene.settle();
    }

    private void order(Actor actor) {
      if (random.nextInt(6) == 0) {
        cancel(actor);
      } else if (actor.puppet.isIdle()) {
        if (actor.has) {
          modelRelease(actor);
          actor.puppet.tell(() -> giveBack(actor));
        } else {
          take(actor);
        }
      }
    }

    private void take(Actor actor) {
      actor.weight = random.nextInt(1, permits + 1);
      actor.granted = false;
      boolean fits = queue.isEmpty() && actor.weight <= free;
      if (random.nextInt(4) == 0) {
        modelTake(actor, fits);
        actor.puppet.tell(() -> {
          actor.took = subject.tryTake(actor.weight);
          assertThat(actor.took).isEqualTo(fits);
        });
        return;
      }
      modelTake(actor, fits);
      if (!fits) {
        queue.add(actor);
      }
      actor.puppet.tell(() -> {
        subject.take(actor.weight);
        assertThat(actor.granted).as("was given what the model did not give it").isTrue();
        actor.took = true;
      });
    }

    private void giveBack(Actor actor) {
      actor.took = false;
      subject.giveBack(actor.weight);
    }

    /// It gives back what it has when it runs; whoever waits is served by then.
    private void cancel(Actor actor) {
      actors.remove(actor);
      queue.remove(actor);
      actor.puppet.cancel();
      modelServe();
      modelUnwinding(actor);
      Scene.settle();
    }

    private void unwind(Actor actor) {
      if (actor.took) {
        giveBack(actor);
      }
    }

    private void modelTake(Actor actor, boolean fits) {
      if (fits) {
        free -= actor.weight;
        actor.has = true;
        actor.granted = true;
      }
    }

    private void modelUnwinding(Actor actor) {
      if (actor.has) {
        modelRelease(actor);
      }
    }

    private void modelRelease(Actor actor) {
      actor.has = false;
      free += actor.weight;
      modelServe();
    }

    private void modelServe() {
      while (!queue.isEmpty() && queue.getFirst().weight <= free) {
        modelTake(queue.removeFirst(), true);
      }
    }

    private void check() {
      String names =
          queue.stream().map(actor -> "'" + actor.puppet + "'").collect(Collectors.joining(", "));
      if (names.isEmpty()) {
        assertThat(subject.toString()).doesNotContain("waiting");
      } else {
        assertThat(subject.toString()).endsWith("; waiting: " + names + "]");
      }
    }
  }
}
