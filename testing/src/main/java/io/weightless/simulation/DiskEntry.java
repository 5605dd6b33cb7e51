package io.weightless.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of names that comes as a whole or not at all: one name for most, two for a rename.
record DiskEntry(List<Part> parts) {
  /// @param node null when nothing has that name any more
  record Part(DiskNode directory, String name, @Nullable DiskNode node) {
    void apply() {
      if (node == null) {
        directory.entries.remove(name);
      } else {
        directory.entries.put(name, node);
      }
    }
  }

  static DiskEntry of(DiskNode directory, String name, @Nullable DiskNode node) {
    return new DiskEntry(List.of(new Part(directory, name, node)));
  }

  boolean isIn(DiskNode directory) {
    return parts.stream().anyMatch(part -> part.directory == directory);
  }

  void apply() {
    parts.forEach(Part::apply);
  }
}
