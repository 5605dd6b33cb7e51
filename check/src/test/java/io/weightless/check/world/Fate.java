package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.Asks;
import io.weightless.event.Firing;
import io.weightless.event.Firing.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of a [Bazaar], and what has become of it.
final class Fate implements Asks<Integer> {
  final int number;
  final int priority;

  /// How far it is from what nobody has caused.
  final int depth;

  final List<Fate> caused = new ArrayList<>();

  /// Null when it was refused, or is called.
  @Nullable Firing<?> firing;

  boolean wasRefused;
  boolean wasStopped;
  int begun;
  int ended;

  /// How often its success or failure was told, and its completion.
  int told;

  int completed;

  Fate(int number, int priority, int depth) {
    this.number = number;
    this.priority = priority;
    this.depth = depth;
  }

  boolean isOver() {
    return wasRefused || firing == null || isOver(firing.state());
  }

  private static boolean isOver(State state) {
    return state != State.WAITING && state != State.RUNNING;
  }

  /// With all that it has caused.
  boolean isWholeOver() {
    return isOver() && caused.stream().allMatch(Fate::isWholeOver);
  }

  boolean waits() {
    return firing != null && firing.state() == State.WAITING;
  }

  /// At the end.
  ///
  /// @param isWhole whether the bus was not cancelled
  void check(boolean isWhole, boolean isFollowed) {
    if (firing == null) {
      assertThat(begun).as("%s", this).isLessThanOrEqualTo(wasRefused ? 0 : 1);
      return;
    }
    boolean isHandled = firing.state() == State.SUCCEEDED || firing.state() == State.FAILED;
    assertThat(isOver()).as("%s is over", this).isTrue();
    assertThat(begun).as("%s began", this).isBetween(isHandled ? 1 : 0, 1);
    assertThat(ended).as("%s reached the last", this).isBetween(0, 1);
    if (isHandled) {
      assertThat(ended == 0).as("%s was stopped", this).isEqualTo(wasStopped);
    }
    assertThat(told).as("%s was told", this).isBetween(isHandled && isWhole ? 1 : 0, 1);
    assertThat(completed).as("%s is complete", this).isBetween(isFollowed && isWhole ? 1 : 0, 1);
  }

  @Override
  public String toString() {
    return number + " at " + priority + (firing == null ? "" : " " + firing.state());
  }
}
