package io.weightless.http.admin;

import io.weightless.inspect.Json;
import io.weightless.inspect.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All watched reactors: what `GET /snapshot` answers.
///
/// @param reactors in the order of their names
public record Picture(List<Part> reactors) {
  public Picture {
    reactors = List.copyOf(reactors);
  }

  /// One of them.
  ///
  /// @param snapshot null when it did not answer within a second
  /// @param silent why it did not, as `task 'x' holds it since 1.2 s`; null when it did
  /// @param stack where whoever holds it is, innermost call first
  public record Part(
      String name, @Nullable Snapshot snapshot, @Nullable String silent, List<String> stack) {
    public Part {
      stack = List.copyOf(stack);
    }
  }

  /// The same as JSON: an object with the names that are here.
  public String toJson() {
    return Json.of(this);
  }
}
