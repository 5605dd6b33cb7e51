package io.weightless.tool.inspect;

import io.weightless.inspect.SeenLoop;
import io.weightless.inspect.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reactor in a [Picture].
///
/// @param snapshot null when it did not answer, since somebody holds its loop
/// @param silent who does; null when it answered
/// @param stack where that is, innermost call first
public record Seen(
    String name, @Nullable Snapshot snapshot, @Nullable String silent, List<String> stack) {
  private static final Snapshot NOTHING =
      new Snapshot(
          0,
          new SeenLoop("", "", 0, 0, 0, 0, "", false),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  public Seen {
    stack = List.copyOf(stack);
  }

  /// What is known of it: when it did not answer, that there is nothing.
  Snapshot now() {
    return snapshot == null ? NOTHING : snapshot;
  }
}
