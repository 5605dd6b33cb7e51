package io.weightless.snapshot;

import org.jspecify.annotations.Nullable;

/// Bytes that are no snapshot of this program: they are something else, a part, damaged, too many,
/// of another program, or of another version of it.
public final class SnapshotRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SnapshotRefused(String why) {
    this(why, null);
  }

  SnapshotRefused(String why, @Nullable Throwable cause) {
    super("the snapshot is refused: " + why, cause);
  }
}
