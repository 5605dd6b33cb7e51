package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {
  private static final int MILLION = 1_000_000;

  /// Slow: their number is what is tested.
  @Test
  @Tag("slow")
  void aMillionPendingTimersRunInOrderAndThoseThatWereCancelledDoNot() {
    SplittableRandom random = new SplittableRandom(20_261);
    Timers timers = new Timers(MILLION, () -> {}, (_, callback) -> callback.run());
    List<Timer> pending = new ArrayList<>(MILLION);
    Fired ran = new Fired();
    for (int i = 0; i < MILLION; i++) {
      // few instants, so that most of the order is by the order of the calls
      long deadline = random.nextLong(10_000);
      int number = i;
      pending.add(timers.add(deadline, () -> ran.add(deadline, number)));
    }
    int cancelled = 0;
    for (Timer timer : pending) {
      if (random.nextBoolean()) {
        assertThat(timer.cancel()).isTrue();
        cancelled++;
      }
    }
    assertThat(timers.count()).isEqualTo(MILLION - cancelled);

    for (long now = 0; now < 10_000; now++) {
      timers.fire(now);
      assertThat(ran.latest).isLessThanOrEqualTo(now);
    }

    assertThat(ran.count).isEqualTo(MILLION - cancelled);
    assertThat(ran.outOfOrder).isZero();
    assertThat(timers.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void additionsCancellationsAndFiringInAnyOrderAgreeWithASortedList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Timers timers = new Timers(MILLION, () -> {}, (_, callback) -> callback.run());
    List<Timer> expected = new ArrayList<>();
    List<Timer> ran = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 5_000; i++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> expected.add(adding(timers, now + random.nextInt(50), ran));
        case 2 -> cancelAny(random, expected);
        default -> {
          now += random.nextInt(10);
          fireAndCompare(timers, now, expected, ran);
        }
      }
      assertThat(timers.count()).isEqualTo(expected.size());
    }
    fireAndCompare(timers, now + 50, expected, ran);
    assertThat(timers.count()).isZero();
  }

  @Test
  void aClockThatPassesTheLargestLongKeepsTheOrder() {
    Timers timers = new Timers(10, () -> {}, (_, callback) -> callback.run());
    List<String> ran = new ArrayList<>();
    long now = Long.MAX_VALUE - 5;
    timers.add(now + 10, () -> ran.add("late")); // past the overflow, so a negative number
    timers.add(now + 1, () -> ran.add("early"));

    timers.fire(now + 1);
    assertThat(ran).containsExactly("early");
    timers.fire(now + 10);

    assertThat(ran).containsExactly("early", "late");
  }

  @Test
  void clearedTimersDoNotRunAndAreNotPending() {
    Timers timers = new Timers(10, () -> {}, (_, callback) -> callback.run());
    List<Timer> ran = new ArrayList<>();
    Timer timer = adding(timers, 0, ran);
    adding(timers, 1, ran);

    timers.clear();
    timers.fire(2);

    assertThat(ran).isEmpty();
    assertThat(timer.cancel()).isFalse();
  }

  private static Timer adding(Timers timers, long deadline, List<Timer> ran) {
    Timer[] added = new Timer[1];
    added[0] = timers.add(deadline, () -> ran.add(added[0]));
    return added[0];
  }

  private static void cancelAny(SplittableRandom random, List<Timer> pending) {
    if (!pending.isEmpty()) {
      assertThat(pending.remove(random.nextInt(pending.size())).cancel()).isTrue();
    }
  }

  private static void fireAndCompare(
      Timers timers, long now, List<Timer> pending, List<Timer> ran) {
    List<Timer> due =
        pending.stream()
            .filter(timer -> timer.deadline <= now)
            .sorted((a, b) -> a.isBefore(b) ? -1 : 1)
            .toList();
    pending.removeAll(due);

    timers.fire(now);

    assertThat(ran).containsExactlyElementsOf(due);
    ran.clear();
  }

  /// Whether what ran came in the order of deadlines, and of numbers where those are equal.
  private static final class Fired {
    long latest = -1;
    int lastNumber = -1;
    int count;
    int outOfOrder;

    void add(long deadline, int number) {
      if (deadline < latest || (deadline == latest && number < lastNumber)) {
        outOfOrder++;
      }
      latest = deadline;
      lastNumber = number;
      count++;
    }
  }
}
