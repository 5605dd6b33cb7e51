package io.weightless.net.internal.uring;

import java.util.ArrayDeque;

/// Buffers for what goes out, which a connection has only until it is gone.
final class Departures {
  private static final int KEPT = 256;

  private final ArrayDeque<Departure> free = new ArrayDeque<>();
  private int used;

  Departure take() {
    used++;
    Departure departure = free.poll();
    return departure == null ? new Departure() : departure;
  }

  void give(Departure departure) {
    used--;
    departure.clear();
    if (free.size() < KEPT) {
      free.push(departure);
    }
  }

  /// How many have been taken and not given back.
  int used() {
    return used;
  }
}
