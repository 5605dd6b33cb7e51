package io.weightless.check.world;

import java.util.List;

/// What a [Worker] is to do; and all its successors, where it is supervised.
///
/// @param room of its inlets
/// @param amount how many it sends of its own accord
/// @param leavesAfter so many were received; 0 for never
/// @param crashes how many of its lives crash
record Job(
    String name,
    List<Desk> desks,
    List<Sender> senders,
    int room,
    int amount,
    int leavesAfter,
    Crashes crashes,
    Tally tally) {

  /// What a worker crashes with.
  static final class Planned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Planned() {
      super("planned");
    }
  }

  /// How many crashes are still to come.
  static final class Crashes {
    private final boolean areMended;
    private int left;

    /// Whether one has crashed, and the next one was not made yet.
    private boolean isOut;

    Crashes(int left, boolean areMended) {
      this.left = left;
      this.areMended = areMended;
    }
  }

  /// The next one was made.
  void mended() {
    crashes.isOut = false;
  }

  /// Whether it is cut short because another one has crashed that has the same crashes.
  boolean isCutShort() {
    return crashes.areMended && crashes.isOut;
  }

  /// Whether another one takes its place when it has crashed.
  boolean isSupervised() {
    return crashes.areMended;
  }

  /// It has so many.
  void crashAfter(int received) {
    if (crashes.left > 0 && received >= 2) {
      crashes.left--;
      crashes.isOut = true;
      tally.count(crashes.areMended ? "restart" : "crash");
      throw new Planned();
    }
  }

  void leaves() {
    desks.forEach(Desk::leave);
    tally.count("leave");
  }
}
