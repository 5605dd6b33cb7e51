package io.weightless.http.internal;

import io.weightless.http.BadRequest;
import io.weightless.http.Status;

/// What all connections of one server hold in buffers while they wait, and its limit.
final class Memory {
  private final long limit;
  private long held;

  Memory(long limit) {
    this.limit = limit;
  }

  /// Until they are given back by [#free].
  ///
  /// @throws BadRequest with a 503, and nothing is held, if that is more than the limit
  void hold(int bytes) throws BadRequest {
    if (bytes > limit - held) {
      throw new BadRequest(Status.SERVICE_UNAVAILABLE, "the server has too much to remember");
    }
    held += bytes;
  }

  /// For what is about to leave, and can't be refused any more.
  void holdAnyway(int bytes) {
    held += bytes;
  }

  void free(int bytes) {
    held -= bytes;
  }

  long held() {
    return held;
  }
}
