package io.weightless.simulation;

import io.weightless.net.FileInfo.Kind;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The names of a simulated disk: as programs see them, and as they are on it, with what was
/// changed since then.
final class DiskTree {
  /// As Linux has it.
  private static final int MOST_LINKS = 40;

  private static final Path ROOT = Path.of("/");

  private final boolean canCrash;
  private final DiskNode root;

  /// What a crash leaves for certain, by directory; one that is missing has nothing.
  private final IdentityHashMap<DiskNode, Map<String, DiskNode>> synced = new IdentityHashMap<>();

  /// What was done since [#synced], in its order.
  private final List<DiskEntry> unsynced = new ArrayList<>();

  private int nodes = 1;

  /// Where a path leads.
  ///
  /// @param path without links on the way
  /// @param node null when nothing is there
  record Place(Path path, DiskNode directory, String name, @Nullable DiskNode node) {}

  /// @param canCrash whether what was not synced is remembered, until it is
  DiskTree(boolean canCrash) {
    this.canCrash = canCrash;
    root = new DiskNode(0, Kind.DIRECTORY, "", Instant.EPOCH, canCrash);
  }

  DiskNode root() {
    return root;
  }

  DiskNode make(Kind kind, String target, Instant now) {
    return new DiskNode(nodes++, kind, target, now, canCrash);
  }

  /// @throws NoSuchFileException when a directory on the way is missing
  Place find(Path path, boolean followsLink) throws FileSystemException {
    return find(ROOT.resolve(path), followsLink, MOST_LINKS, path);
  }

  private Place find(Path path, boolean followsLink, int links, Path asked)
      throws FileSystemException {
    Place place = new Place(ROOT, root, "", root);
    for (int i = 0; i < path.getNameCount(); i++) {
      String name = path.getName(i).toString();
      boolean isLast = i == path.getNameCount() - 1;
      place = step(place, name, asked);
      DiskNode node = place.node;
      if (node != null && node.kind == Kind.LINK && (!isLast || followsLink)) {
        if (links == 0) {
          throw new FileSystemLoopException(asked.toString());
        }
        Path target = parent(place.path).resolve(node.target);
        Path rest = isLast ? target : target.resolve(path.subpath(i + 1, path.getNameCount()));
        return find(rest, followsLink, links - 1, asked);
      }
    }
    return place;
  }

  private Place step(Place from, String name, Path asked) throws FileSystemException {
    DiskNode directory = from.node;
    if (directory == null) {
      throw new NoSuchFileException(asked.toString());
    }
    if (!directory.isDirectory()) {
      throw new FileSystemException(asked.toString(), null, "Not a directory");
    }
    if (name.equals(".")) {
      return from;
    }
    if (name.equals("..")) {
      return find(parent(from.path), true);
    }
    return new Place(from.path.resolve(name), directory, name, directory.entries.get(name));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? ROOT : parent;
  }

  /// @throws NoSuchFileException when nothing is there
  DiskNode node(Path path, boolean followsLink) throws FileSystemException {
    DiskNode node = find(path, followsLink).node;
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  DiskNode directory(Path path) throws FileSystemException {
    DiskNode node = node(path, true);
    if (!node.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return node;
  }

  /// Where something new can be.
  Place vacant(Path path) throws FileSystemException {
    Place place = find(path, false);
    if (place.node != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return place;
  }

  void put(Place place, DiskNode node, Instant now) {
    change(DiskEntry.of(place.directory, place.name, node), now);
  }

  void delete(Place place, Path path, Instant now) throws FileSystemException {
    DiskNode node = place.node;
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    if (node == root || !node.entries.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    change(DiskEntry.of(place.directory, place.name, null), now);
  }

  void rename(Place from, DiskNode node, Place to, Instant now) {
    change(
        new DiskEntry(
            List.of(
                new DiskEntry.Part(from.directory, from.name, null),
                new DiskEntry.Part(to.directory, to.name, node))),
        now);
  }

  private void change(DiskEntry entry, Instant now) {
    entry.apply();
    entry.parts().forEach(part -> part.directory().modified = now);
    if (canCrash) {
      unsynced.add(entry);
    }
  }

  /// What was changed in `directory` is on the disk, and the other half of what was renamed there.
  void sync(DiskNode directory) {
    List<DiskEntry> done = unsynced.stream().filter(entry -> entry.isIn(directory)).toList();
    done.forEach(entry -> entry.parts().forEach(this::keep));
    unsynced.removeAll(done);
  }

  private void keep(DiskEntry.Part part) {
    Map<String, DiskNode> entries = synced.computeIfAbsent(part.directory(), _ -> new TreeMap<>());
    DiskNode node = part.node();
    if (node == null) {
      entries.remove(part.name());
    } else {
      entries.put(part.name(), node);
    }
  }

  /// Loses what was not synced, or some of it.
  ///
  /// @param lost of 100 changes, about how many
  void crash(RandomGenerator random, int lost) {
    List<DiskEntry> changes = List.copyOf(unsynced);
    unsynced.clear();
    forget(root, new IdentityHashMap<>());
    for (DiskEntry change : changes) {
      if (random.nextInt(100) >= lost) {
        change.parts().forEach(this::keep);
      }
    }
    recall(root, random, lost, new IdentityHashMap<>());
  }

  private static void forget(DiskNode directory, IdentityHashMap<DiskNode, Boolean> met) {
    if (met.put(directory, true) == null) {
      directory.entries.values().forEach(node -> forget(node, met));
      directory.entries.clear();
    }
  }

  private void recall(
      DiskNode node, RandomGenerator random, int lost, IdentityHashMap<DiskNode, Boolean> met) {
    if (met.put(node, true) == null) {
      node.locks = 0;
      node.content.crash(random, lost);
      node.entries.clear();
      node.entries.putAll(synced.getOrDefault(node, Map.of()));
      node.entries.values().forEach(entry -> recall(entry, random, lost, met));
    }
  }
}
