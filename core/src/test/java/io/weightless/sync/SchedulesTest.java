package io.weightless.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Puppet;
import io.weightless.scene.Scene;
import io.weightless.scene.Schedule;
import io.weightless.testkit.PerEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every short schedule of two and of three tasks, at each thing that tasks wait with.
class SchedulesTest {
  private static final int PERMITS = 2;

  @AutoClose private final Scene scene = new Scene();

  @Test
  void aLockHasOneHolderIsHandedOverInOrderAndNeverLost() {
    all(AtLock::new);
  }

  @Test
  void aSemaphoreGivesNoMoreThanItHasInOrderAndLosesNone() {
    all(AtSemaphore::new);
  }

  @Test
  void anEventLetsThroughWhoeverWaitsWhenItIsSet() {
    all(AtEvent::new);
  }

  @Test
  void aConditionWakesNobodyInVainAndForgetsNobody() {
    all(AtCondition::new);
  }

  @Test
  void aBarrierLetsWholeGenerationsThroughOrNobody() {
    all(AtBarrier::new);
  }

  private void all(Function<Schedule, Schedule.Place> made) {
    scene.run(scope -> {
      scene.mark(Schedule.all(2, PerEngine.amount(5, 4), made));
      scene.mark(Schedule.all(3, PerEngine.amount(4, 3), made));
      return null;
    });

    assertThat(scene.trail).allSatisfy(runs -> assertThat((int) runs).isGreaterThan(100));
  }

  private static final class AtLock implements Schedule.Place {
    private final Schedule schedule;
    private final Lock lock = new Lock();
    private Puppet holder;

    AtLock(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Object thing() {
      return lock;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(puppet == holder ? this::unlock : () -> lock(puppet));
    }

    private void lock(Puppet puppet) {
      schedule.await(puppet, lock::lock);
      assertThat(holder).as("two have it").isNull();
      holder = puppet;
    }

    private void unlock() {
      holder = null;
      lock.unlock();
    }

    @Override
    public void leave(Puppet puppet) {
      if (holder == puppet) {
        unlock();
      }
    }

    @Override
    public void checkSettled() {
      assertThat(lock.isLocked()).isEqualTo(holder != null);
      assertThat(holder != null || schedule.queue.isEmpty()).as("lost").isTrue();
    }
  }

  /// The second task asks for all there is.
  private static final class AtSemaphore implements Schedule.Place {
    private final Schedule schedule;
    private final Semaphore semaphore = new Semaphore(PERMITS);
    private final Map<Puppet, Integer> out = new HashMap<>();

    AtSemaphore(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Object thing() {
      return semaphore;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(out.containsKey(puppet) ? () -> leave(puppet) : () -> acquire(puppet));
    }

    private int weight(Puppet puppet) {
      return schedule.puppets.indexOf(puppet) == 1 ? PERMITS : 1;
    }

    private void acquire(Puppet puppet) {
      schedule.await(puppet, () -> semaphore.acquire(weight(puppet)));
      out.put(puppet, weight(puppet));
      assertThat(sumOut()).isLessThanOrEqualTo(PERMITS);
    }

    @Override
    public void leave(Puppet puppet) {
      if (out.remove(puppet) != null) {
        semaphore.release(weight(puppet));
      }
    }

    private int sumOut() {
      return out.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void checkSettled() {
      assertThat(semaphore.free()).isEqualTo(PERMITS - sumOut());
      assertThat(!schedule.queue.isEmpty() && weight(schedule.queue.getFirst()) <= semaphore.free())
          .as("waits for what is free")
          .isFalse();
    }
  }

  private static final class AtEvent implements Schedule.Place {
    private final Schedule schedule;
    private final Event event = new Event();
    private int sets;

    AtEvent(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Object thing() {
      return event;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(() -> await(puppet), event.isSet() ? event::clear : this::set);
    }

    private void await(Puppet puppet) {
      int setsBefore = event.isSet() ? -1 : sets;
      schedule.await(puppet, event::await);
      assertThat(sets).as("went on without").isGreaterThan(setsBefore);
    }

    private void set() {
      sets++;
      event.set();
    }

    @Override
    public void checkSettled() {
      assertThat(event.isSet() && !schedule.queue.isEmpty())
          .as("waits for what has happened")
          .isFalse();
    }
  }

  private static final class AtCondition implements Schedule.Place {
    private final Schedule schedule;
    private final Condition condition = new Condition();
    private int items;

    AtCondition(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Object thing() {
      return condition;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(() -> take(puppet), this::put);
    }

    private void take(Puppet puppet) {
      schedule.await(puppet, () -> condition.await(() -> items > 0));
      assertThat(items).as("in vain").isPositive();
      items--;
    }

    private void put() {
      items++;
      condition.signal();
    }

    @Override
    public void checkSettled() {
      assertThat(items > 0 && !schedule.queue.isEmpty()).as("forgotten").isFalse();
    }
  }

  private static final class AtBarrier implements Schedule.Place {
    private final Schedule schedule;
    private static final int PARTIES = 2;

    private final Barrier barrier = new Barrier(PARTIES);
    private final List<Integer> places = new ArrayList<>(List.of(0, 0));

    AtBarrier(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Object thing() {
      return barrier;
    }

    @Override
    public List<Runnable> orders(Puppet puppet) {
      return List.of(() -> await(puppet), barrier::reset);
    }

    private void await(Puppet puppet) {
      schedule.queue.add(puppet);
      try {
        int place = barrier.await();
        places.set(place, places.get(place) + 1);
      } catch (BarrierBroken _) {
        // it is told, and may come again
      } finally {
        schedule.queue.remove(puppet);
      }
    }

    @Override
    public void checkSettled() {
      assertThat(places.getFirst()).as("half a generation").isEqualTo(places.getLast());
      assertThat(schedule.queue).as("nobody goes on").hasSizeLessThan(PARTIES);
      assertThat(barrier.isBroken() && !schedule.queue.isEmpty()).as("waits for nobody").isFalse();
    }
  }
}
