package io.weightless.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every short schedule of two and three tasks at one lock: who asks, gives back, is cancelled, and
/// whether those who were woken have run in between.
class LockSchedulesTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void allSchedulesOfTwoTasks() {
    scene.run(scope -> {
      scene.mark(Choices.explore(choices -> new Schedule(choices, 2, 7).run()));
      return null;
    });

    assertThat((int) scene.trail.getFirst()).isGreaterThan(1_000);
  }

  @Test
  void allSchedulesOfThreeTasks() {
    scene.run(scope -> {
      scene.mark(Choices.explore(choices -> new Schedule(choices, 3, 7).run()));
      return null;
    });

    assertThat((int) scene.trail.getFirst()).isGreaterThan(1_000);
  }

  private static final class Schedule {
    private final Choices choices;
    private final int tasks;
    private final int length;
    private final Lock lock = new Lock();
    private final List<Puppet> puppets = new ArrayList<>();

    /// Who came and has neither got it nor gone.
    private final List<Puppet> queue = new ArrayList<>();

    private final List<Puppet> used = new ArrayList<>();
    private Puppet holder;

    Schedule(Choices choices, int tasks, int length) {
      this.choices = choices;
      this.tasks = tasks;
      this.length = length;
    }

    void run() {
      Scope.run(scope -> {
        for (int i = 0; i < tasks; i++) {
          int number = i;
          puppets.add(new Puppet(scope, "p" + i, () -> giveBack(number)));
        }
        for (int i = 0; i < length; i++) {
          List<Runnable> possible = possible();
          possible.get(choices.of(possible.size())).run();
        }
        Scene.settle();
        checkNobodyWaitsForNobody();
        while (holder != null) {
          holder.end();
          Scene.settle();
        }
        puppets.forEach(Puppet::end);
        return null;
      });
      assertThat(lock).hasToString("Lock[free]");
      assertThat(queue).isEmpty();
    }

    private List<Runnable> possible() {
      List<Runnable> possible = new ArrayList<>();
      possible.add(this::letAllRun);
      for (int i = 0; i < tasks; i++) {
        Puppet puppet = puppets.get(i);
        if (puppet.isIdle()) {
          possible.add(() -> puppet.tell(puppet == holder ? this::unlock : () -> lock(puppet)));
        }
        if (puppet.task.state() == Task.State.RUNNING) {
          possible.add(puppet::cancel);
        }
        if (isNew(puppet)) {
          break; // those that have done nothing yet are all alike
        }
      }
      return possible;
    }

    private boolean isNew(Puppet puppet) {
      return !used.contains(puppet);
    }

    private void letAllRun() {
      Scene.settle();
      checkNobodyWaitsForNobody();
    }

    private void lock(Puppet puppet) {
      used.add(puppet);
      queue.add(puppet);
      try {
        lock.lock();
      } catch (Cancelled cancelled) {
        queue.remove(puppet);
        throw cancelled;
      }
      assertThat(holder).as("two have it").isNull();
      assertThat(puppet).as("overtook").isSameAs(queue.removeFirst());
      holder = puppet;
    }

    private void unlock() {
      holder = null;
      lock.unlock();
    }

    private void giveBack(int number) {
      if (holder == puppets.get(number)) {
        unlock();
      }
    }

    private void checkNobodyWaitsForNobody() {
      assertThat(lock.isLocked()).as("has a holder").isEqualTo(holder != null);
      assertThat(queue.isEmpty())
          .as("nobody waits")
          .isEqualTo(!lock.toString().contains("waiting"));
      assertThat(queue.isEmpty() || holder != null).as("lost hand-over").isTrue();
    }
  }
}
