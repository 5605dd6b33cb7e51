package io.weightless.http.client.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.ClosedException;
import org.jspecify.annotations.Nullable;

/// A request that waits for a connection, or for the room to open one.
final class Waiting {
  private final Place place;
  private final long number;
  private final boolean isForNew;
  private final Suspension<@Nullable Connection> turn;

  /// @param number higher for those who came later
  /// @param isForNew whether one that was used is not wanted
  Waiting(Place place, long number, boolean isForNew) {
    this.place = place;
    this.number = number;
    this.isForNew = isForNew;
    this.turn = new Suspension<>("a connection to " + place.destination());
  }

  long number() {
    return number;
  }

  boolean isForNew() {
    return isForNew;
  }

  /// @return null for the room to open one
  @Nullable Connection await(Runnable whenCancelled) {
    return turn.await(() -> {
      place.waiting().remove(this);
      whenCancelled.run();
      return true;
    });
  }

  void give(@Nullable Connection connection) {
    turn.resume(connection);
  }

  void fail() {
    turn.fail(new ClosedException("the client is closed"));
  }
}
