package io.weightless.http.admin;

import io.weightless.inspect.Happening;
import io.weightless.inspect.Json;
import java.util.List;

/// What has happened on a reactor since the last one: what `GET /happenings` tells time and again.
///
/// @param lost how many are missing before these, as more happened than is kept
/// @param happenings oldest first
public record Batch(long lost, List<Happening> happenings) {
  public Batch {
    happenings = List.copyOf(happenings);
  }

  /// The same as JSON: an object with the names that are here.
  public String toJson() {
    return Json.of(this);
  }
}
