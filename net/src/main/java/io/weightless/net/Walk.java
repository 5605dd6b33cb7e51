package io.weightless.net;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One directory on the way of a walk, and what of it is still to be seen.
record Walk(Path directory, Iterator<FileInfo> left) {
  Walk(Path directory, List<FileInfo> entries) {
    this(directory, entries.iterator());
  }

  @Nullable FileInfo next() {
    return left.hasNext() ? left.next() : null;
  }

  Path path(FileInfo entry) {
    return directory.resolve(entry.name());
  }
}
