package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// Who waits for control to come back from a [Handover], or from another one of its line.
final class Driver implements Suspension.Withdrawal {
  /// Null for a platform thread outside of reactors.
  final @Nullable Turn turn;

  /// The one that has control, or that gave it back.
  Handover last;

  boolean waits;

  Driver(Handover first, @Nullable Strand caller) {
    last = first;
    turn = caller == null ? null : Turn.ofCaller(first, this);
  }

  @Nullable Strand strand() {
    return turn == null ? null : turn.strand();
  }

  boolean isCancelled() {
    Strand waiting = strand();
    return waiting != null && waiting.isCancelled();
  }

  /// It was cancelled while it waits: the one that runs ends its wait.
  @Override
  public boolean withdraw() {
    last.cancelledAround();
    return false; // control comes back all the same
  }
}
