package io.weightless.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Choices;
import io.weightless.scene.Puppet;
import io.weightless.scene.Scene;
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

  private void all(Function<Choices, Schedule> made) {
    scene.run(scope -> {
      scene.mark(Schedule.all(2, 5, made));
      scene.mark(Schedule.all(3, 4, made));
      return null;
    });

    assertThat(scene.trail).allSatisfy(runs -> assertThat((int) runs).isGreaterThan(100));
  }

  private static final class AtLock extends Schedule {
    private final Lock lock = new Lock();
    private Puppet holder;

    AtLock(Choices choices) {
      super(choices);
    }

    @Override
    Object thing() {
      return lock;
    }

    @Override
    List<Runnable> orders(Puppet puppet) {
      return List.of(puppet == holder ? this::unlock : () -> lock(puppet));
    }

    private void lock(Puppet puppet) {
      await(puppet, lock::lock);
      assertThat(holder).as("two have it").isNull();
      holder = puppet;
    }

    private void unlock() {
      holder = null;
      lock.unlock();
    }

    @Override
    void leave(Puppet puppet) {
      if (holder == puppet) {
        unlock();
      }
    }

    @Override
    void checkSettled() {
      assertThat(lock.isLocked()).isEqualTo(holder != null);
      assertThat(holder != null || queue.isEmpty()).as("lost").isTrue();
    }
  }

  /// The second task asks for all there is.
  private static final class AtSemaphore extends Schedule {
    private final Semaphore semaphore = new Semaphore(PERMITS);
    private final Map<Puppet, Integer> out = new HashMap<>();

    AtSemaphore(Choices choices) {
      super(choices);
    }

    @Override
    Object thing() {
      return semaphore;
    }

    @Override
    List<Runnable> orders(Puppet puppet) {
      return List.of(out.containsKey(puppet) ? () -> leave(puppet) : () -> acquire(puppet));
    }

    private int weight(Puppet puppet) {
      return puppets.indexOf(puppet) == 1 ? PERMITS : 1;
    }

    private void acquire(Puppet puppet) {
      await(puppet, () -> semaphore.acquire(weight(puppet)));
      out.put(puppet, weight(puppet));
      assertThat(sumOut()).isLessThanOrEqualTo(PERMITS);
    }

    @Override
    void leave(Puppet puppet) {
      if (out.remove(puppet) != null) {
        semaphore.release(weight(puppet));
      }
    }

    private int sumOut() {
      return out.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    void checkSettled() {
      assertThat(semaphore.free()).isEqualTo(PERMITS - sumOut());
      assertThat(!queue.isEmpty() && weight(queue.getFirst()) <= semaphore.free())
          .as("waits for what is free")
          .isFalse();
    }
  }

  private static final class AtEvent extends Schedule {
    private final Event event = new Event();
    private int sets;

    AtEvent(Choices choices) {
      super(choices);
    }

    @Override
    Object thing() {
      return event;
    }

    @Override
    List<Runnable> orders(Puppet puppet) {
      return List.of(() -> await(puppet), event.isSet() ? event::clear : this::set);
    }

    private void await(Puppet puppet) {
      int setsBefore = event.isSet() ? -1 : sets;
      await(puppet, event::await);
      assertThat(sets).as("went on without").isGreaterThan(setsBefore);
    }

    private void set() {
      sets++;
      event.set();
    }

    @Override
    void checkSettled() {
      assertThat(event.isSet() && !queue.isEmpty()).as("waits for what has happened").isFalse();
    }
  }

  private static final class AtCondition extends Schedule {
    private final Condition condition = new Condition();
    private int items;

    AtCondition(Choices choices) {
      super(choices);
    }

    @Override
    Object thing() {
      return condition;
    }

    @Override
    List<Runnable> orders(Puppet puppet) {
      return List.of(() -> take(puppet), this::put);
    }

    private void take(Puppet puppet) {
      await(puppet, () -> condition.await(() -> items > 0));
      assertThat(items).as("in vain").isPositive();
      items--;
    }

    private void put() {
      items++;
      condition.signal();
    }

    @Override
    void checkSettled() {
      assertThat(items > 0 && !queue.isEmpty()).as("forgotten").isFalse();
    }
  }

  private static final class AtBarrier extends Schedule {
    private static final int PARTIES = 2;

    private final Barrier barrier = new Barrier(PARTIES);
    private final List<Integer> places = new ArrayList<>(List.of(0, 0));

    AtBarrier(Choices choices) {
      super(choices);
    }

    @Override
    Object thing() {
      return barrier;
    }

    @Override
    List<Runnable> orders(Puppet puppet) {
      return List.of(() -> await(puppet), barrier::reset);
    }

    private void await(Puppet puppet) {
      queue.add(puppet);
      try {
        int place = barrier.await();
        places.set(place, places.get(place) + 1);
      } catch (BarrierBroken _) {
        // it is told, and may come again
      } finally {
        queue.remove(puppet);
      }
    }

    @Override
    void checkSettled() {
      assertThat(places.getFirst()).as("half a generation").isEqualTo(places.getLast());
      assertThat(queue).as("nobody goes on").hasSizeLessThan(PARTIES);
      assertThat(barrier.isBroken() && !queue.isEmpty()).as("waits for nobody").isFalse();
    }
  }
}
