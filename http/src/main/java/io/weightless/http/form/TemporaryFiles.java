package io.weightless.http.form;

import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that one form has on the disk.
final class TemporaryFiles {
  private static final String PREFIX = "upload-";

  /// Null for that of the system.
  private final @Nullable Path directory;

  private final List<Path> paths = new ArrayList<>();

  TemporaryFiles(@Nullable Path directory) {
    this.directory = directory;
  }

  /// A new one to write to.
  Path make() throws IOException {
    Path path = files().temporaryFile(directory, PREFIX);
    paths.add(path);
    return path;
  }

  OpenFile edit(Path path) throws IOException {
    return files().edit(path);
  }

  boolean has(Path path) {
    return paths.contains(path);
  }

  /// It is not temporary any more.
  void forget(Path path) {
    paths.remove(path);
  }

  /// Deletes them, also when this task is cancelled.
  void delete() throws IOException {
    if (!paths.isEmpty()) {
      Scope.shield(this::deleteAll);
    }
  }

  private void deleteAll() throws IOException {
    IOException failure = null;
    while (!paths.isEmpty()) {
      try {
        files().delete(paths.removeLast());
      } catch (NoSuchFileException _) {
        // somebody else did
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static Files files() {
    return Reactor.current().service(Files.class);
  }
}
