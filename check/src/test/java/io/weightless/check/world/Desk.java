package io.weightless.check.world;

import java.util.HashMap;
import java.util.Map;

/// An inlet, by what was received there, in all lives of its component.
final class Desk {
  private final String name;
  private final Judge judge;
  private final Map<Sender, Integer> last = new HashMap<>();
  private boolean hasEnded;
  private boolean hasLeft;

  Desk(String name, Judge judge) {
    this.name = name;
    this.judge = judge;
  }

  void take(Parcel parcel) {
    judge.that(!hasEnded, parcel + " behind the end of " + name);
    Integer before = last.put(parcel.from(), parcel.number());
    judge.that(
        before == null || before < parcel.number(),
        parcel + " behind number " + before + " at " + name);
    parcel.from().received(parcel);
  }

  /// The end was received.
  void end() {
    hasEnded = true;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /// Nobody reads there any more.
  void leave() {
    hasLeft |= !hasEnded;
  }

  /// Whether nobody reads there any more, though the end was not received.
  boolean hasLeft() {
    return hasLeft;
  }

  @Override
  public String toString() {
    return name;
  }
}
