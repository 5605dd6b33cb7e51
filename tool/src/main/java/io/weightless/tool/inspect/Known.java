package io.weightless.tool.inspect;

import io.weightless.inspect.Snapshot;
import org.jspecify.annotations.Nullable;

/// A reactor of which there may be an earlier snapshot.
///
/// @param rates since that one
/// @param isAlone whether it is the only one of its program
record Known(Seen seen, Rates rates, boolean isAlone) {
  static Known of(Seen seen, @Nullable Snapshot before, boolean isAlone) {
    return new Known(seen, Rates.between(before, seen.now()), isAlone);
  }

  /// Says, behind the name of something, that it is here; nothing where that is clear.
  String suffix() {
    return isAlone ? "" : " (" + name() + ")";
  }

  String name() {
    return seen.name();
  }

  Snapshot now() {
    return seen.now();
  }
}
