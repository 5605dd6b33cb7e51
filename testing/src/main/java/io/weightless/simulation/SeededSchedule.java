package io.weightless.simulation;

import io.weightless.engine.internal.Schedule;
import java.util.random.RandomGenerator;

/// The order of what is ready on one host, drawn from the seed.
///
/// Fair chance alone finds only some mistakes: those that need one task to be late for long are
/// found by a schedule with a liking. So each host draws its own.
final class SeededSchedule implements Schedule {
  static final Plan.Order ORDER =
      new Plan.Order() {
        @Override
        public Schedule of(Host host, RandomGenerator random) {
          return new SeededSchedule(host, random);
        }

        @Override
        public boolean isFair() {
          return false;
        }
      };

  private static final int MOST_TURNS = 8;

  /// A schedule keeps to its liking this many times of ten.
  private static final int KEEPS_OF_TEN = 8;

  /// Whom it likes.
  private enum Liking {
    NOBODY,
    THE_FIRST,
    THE_LAST
  }

  private final Host host;
  private final RandomGenerator random;
  private final Liking liking;

  SeededSchedule(Host host, RandomGenerator random) {
    this.host = host;
    this.random = random;
    liking = Liking.values()[random.nextInt(Liking.values().length)];
  }

  @Override
  public int next(int count) {
    boolean keeps = liking != Liking.NOBODY && random.nextInt(10) < KEEPS_OF_TEN;
    if (!keeps) {
      return random.nextInt(count);
    }
    return liking == Liking.THE_FIRST ? 0 : count - 1;
  }

  @Override
  public int turns() {
    return 1 + random.nextInt(MOST_TURNS);
  }

  @Override
  public void begins(Object who) {
    host.begins(who);
  }

  @Override
  public void cameFromOutside(Object who) {
    host.cameFromOutside(who);
  }
}
