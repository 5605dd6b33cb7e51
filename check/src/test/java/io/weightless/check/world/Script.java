package io.weightless.check.world;

import java.util.List;

/// What is to happen to some components.
///
/// @param isGentle nobody leaves, and nothing is aborted
record Script(Ending ending, boolean isRewired, boolean isGentle, boolean isRestarting) {
  private static final int CHANCES = 8;

  /// How they end.
  enum Ending {
    BY_THEMSELVES,
    DRAIN,
    LATE_DRAIN,
    ABORT,
    CANCEL,
    CRASH
  }

  static Script of(Weather weather) {
    if (weather == Weather.FAIR) {
      return new Script(Ending.BY_THEMSELVES, false, true, false);
    }
    Ending ending = Choice.of(List.of(Ending.values()));
    return new Script(ending, Choice.oneOf(2), Choice.oneOf(2), Choice.oneOf(2));
  }

  /// Whether sources have no end of their own.
  boolean isEndless() {
    return switch (ending) {
      case BY_THEMSELVES, CRASH -> false;
      case DRAIN, LATE_DRAIN, ABORT, CANCEL -> Choice.oneOf(2);
    };
  }

  boolean mayLeave() {
    return !isGentle && Choice.oneOf(CHANCES);
  }

  boolean mayCrash() {
    return ending == Ending.CRASH && Choice.oneOf(CHANCES);
  }

  boolean mayRestart() {
    return isRestarting;
  }

  boolean mayAbort() {
    return !isGentle;
  }

  /// Whether all are told to end where they are.
  boolean isCut() {
    return switch (ending) {
      case LATE_DRAIN, ABORT, CANCEL -> true;
      case BY_THEMSELVES, DRAIN, CRASH -> false;
    };
  }

  /// Whether all that was sent is received, but by those who left.
  boolean isWhole() {
    return ending == Ending.BY_THEMSELVES || ending == Ending.DRAIN;
  }
}
