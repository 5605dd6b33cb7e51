package io.weightless.net.internal.linux;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.internal.Local;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The directories that one inotify watches, by their numbers.
final class WatchedTree {
  private final Libc libc;
  private final int inotify;
  private final Map<Integer, Path> paths = new LinkedHashMap<>();

  /// What was found when directories were added.
  ///
  /// @param watched those, by their numbers
  /// @param entries what is in them, without the first one
  record Found(Map<Integer, Path> watched, List<Path> entries) {}

  WatchedTree(Libc libc, int inotify) {
    this.libc = libc;
    this.inotify = inotify;
  }

  @Nullable Path path(int number) {
    return paths.get(number);
  }

  void add(Found found) {
    paths.putAll(found.watched);
  }

  /// Watches `root`, and with `recursive` what is below. By any thread. Each directory is watched
  /// before it is looked into, so nothing that is made in it is missed.
  static Found look(int inotify, Path root, boolean recursive, boolean isFirst) throws IOException {
    Found found = new Found(new LinkedHashMap<>(), new ArrayList<>());
    found.watched.put(Inotify.add(inotify, root, isFirst), root);
    if (recursive) {
      lookInto(inotify, root, found);
    }
    return found;
  }

  private static void lookInto(int inotify, Path directory, Found found) throws IOException {
    for (FileInfo entry : Local.list(directory, LinkOption.NOFOLLOW_LINKS)) {
      Path path = directory.resolve(entry.name());
      found.entries.add(path);
      if (entry.kind() == Kind.DIRECTORY) {
        try {
          found.watched.put(Inotify.add(inotify, path, false), path);
          lookInto(inotify, path, found);
        } catch (NoSuchFileException | NotDirectoryException _) {
          // deleted meanwhile, which will be told
        }
      }
    }
  }

  /// The system watches it no more.
  void forget(int number) {
    paths.remove(number);
  }

  /// A directory has another path, and so has what is below it.
  void moved(Path from, Path to) {
    paths.replaceAll((_, path) -> path.startsWith(from) ? to.resolve(from.relativize(path)) : path);
  }

  /// A directory has left, with all that is below it.
  void left(Path directory) {
    List<Integer> gone = new ArrayList<>();
    paths.forEach((number, path) -> {
      if (path.startsWith(directory)) {
        gone.add(number);
      }
    });
    for (int number : gone) {
      paths.remove(number);
      Inotify.remove(libc, inotify, number);
    }
  }
}
