package io.weightless.http.internal;

import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;

/// How long one connection answers before the others have their turn. A client that always has its
/// next requests here already would keep the loop to itself.
final class Slice {
  static final long NANOS = 200_000;

  private final Carrier carrier;

  /// In which turn of the carrier it answers.
  private long turn;

  /// When the first response of that turn was begun.
  private long began;

  /// @param carrier of the connection's task
  Slice(Carrier carrier) {
    this.carrier = carrier;
  }

  /// A response is complete that was begun at `now`: gives way if it is time, what is gathered in
  /// `output` first.
  void answered(long now, Output output) throws IOException {
    if (turn != carrier.turns()) {
      turn = carrier.turns();
      began = now;
    } else if (now - began > NANOS) {
      output.flush();
      Task.sleep(Duration.ZERO); // until the loop has looked who is ready, too
      Task.yield(); // and behind those
    }
  }
}
