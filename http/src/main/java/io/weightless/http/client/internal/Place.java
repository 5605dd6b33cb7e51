package io.weightless.http.client.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What the pool has of one destination.
final class Place {
  private final Destination destination;

  /// The one that was used last is first.
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /// Connections that there are, and that are being opened.
  private int open;

  Place(Destination destination) {
    this.destination = destination;
  }

  Destination destination() {
    return destination;
  }

  ArrayDeque<Connection> idle() {
    return idle;
  }

  ArrayDeque<Waiting> waiting() {
    return waiting;
  }

  int open() {
    return open;
  }

  void opens() {
    open++;
  }

  void closed() {
    open--;
  }

  boolean isEmpty() {
    return open == 0 && waiting.isEmpty();
  }

  /// The number of the one that waits longest; above all others if nobody waits.
  long first() {
    @Nullable Waiting first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.number();
  }
}
