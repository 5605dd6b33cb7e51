package io.weightless.http.admin;

import io.weightless.inspect.Difference;
import io.weightless.inspect.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has changed on all watched reactors: what `GET /feed` tells time and again.
///
/// @param reactors in the order of their names
public record Change(List<Part> reactors) {
  public Change {
    reactors = List.copyOf(reactors);
  }

  /// One of them.
  ///
  /// @param difference from its last answer; null when it did not answer within a second
  public record Part(String name, @Nullable Difference difference) {}

  /// The same as JSON: an object with the names that are here.
  public String toJson() {
    return Json.of(this);
  }
}
