package io.weightless.net.internal.linux;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.internal.Local;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  /// @param failures for each that could not be watched or looked into
  record Found(Map<Integer, Path> watched, List<Path> entries, List<IOException> failures) {
    static Found nothing() {
      return new Found(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    void checkIsWhole() throws IOException {
      for (IOException failure : failures) {
        throw failure;
      }
    }
  }

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

  /// What is in those directories that were not watched before.
  List<Path> unknown(Found found) {
    Set<Path> directories = new HashSet<>();
    found.watched.forEach((number, path) -> {
      if (!paths.containsKey(number)) {
        directories.add(path);
      }
    });
    return found.entries.stream().filter(path -> directories.contains(path.getParent())).toList();
  }

  /// Watches `root`, and with `recursive` what is below. By any thread. Each directory is watched
  /// before it is looked into, so nothing that is made in it is missed.
  static Found look(int inotify, Path root, boolean recursive, boolean isFirst) throws IOException {
    Found found = Found.nothing();
    found.watched.put(Inotify.add(inotify, root, isFirst), root);
    if (recursive) {
      tryToLookInto(inotify, root, found);
    }
    return found;
  }

  /// A directory that fails spoils nothing of the others.
  private static void tryToLookInto(int inotify, Path directory, Found found) {
    try {
      lookInto(inotify, directory, found);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // deleted meanwhile, which will be told
    } catch (IOException e) {
      found.failures.add(e);
    } catch (InvalidPathException e) {
      found.failures.add(new IOException("a name in " + directory + " can't be spelt", e));
    }
  }

  private static void lookInto(int inotify, Path directory, Found found) throws IOException {
    for (FileInfo entry : Local.list(directory, LinkOption.NOFOLLOW_LINKS)) {
      Path path = directory.resolve(entry.name());
      found.entries.add(path);
      if (entry.kind() == Kind.DIRECTORY) {
        watchAndLookInto(inotify, path, found);
      }
    }
  }

  private static void watchAndLookInto(int inotify, Path directory, Found found) {
    try {
      found.watched.put(Inotify.add(inotify, directory, false), directory);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return; // deleted meanwhile, which will be told
    } catch (IOException e) {
      found.failures.add(e);
      return;
    }
    tryToLookInto(inotify, directory, found);
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
