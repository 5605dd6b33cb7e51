package io.weightless.simulation;

import io.weightless.net.FileEvent;
import io.weightless.net.FileInfo.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a simulated computer keeps when it crashes, and who looks at it now.
///
/// A crash loses what was not synced: all of it, none, or about a part; of that which survives
/// nobody knows in which order it came. What was synced is there. A name is one thing, what it
/// leads to another: a new file is lost when its directory was not synced, its content when the
/// file was not.
final class MemoryDisk {
  private static final int[] LOST_OF_100 = {0, 10, 50, 90, 100};

  static final Path TEMPORARY = Path.of("/tmp");

  final DiskTree tree;
  private final RandomGenerator random;
  private final DiskWorld world;
  private final List<MemoryWatch> watches = new ArrayList<>();
  private long temporaries;

  MemoryDisk(RandomGenerator random, DiskWorld world) {
    this.random = random;
    this.world = world;
    tree = new DiskTree(world.canCrash());
    Instant now = world.now();
    DiskNode temporary = tree.make(Kind.DIRECTORY, "", now);
    tree.put(new DiskTree.Place(TEMPORARY, tree.root(), "tmp", null), temporary, now);
    tree.sync(tree.root());
  }

  DiskWorld world() {
    return world;
  }

  RandomGenerator random() {
    return random;
  }

  /// A name that nothing on this disk has had.
  String temporaryName(String prefix) {
    return prefix + ++temporaries;
  }

  void crash() {
    watches.clear();
    tree.crash(random, LOST_OF_100[random.nextInt(LOST_OF_100.length)]);
  }

  void add(MemoryWatch watch) {
    watches.add(watch);
  }

  void remove(MemoryWatch watch) {
    watches.remove(watch);
  }

  void created(Path path) {
    List.copyOf(watches).forEach(watch -> watch.tell(path, new FileEvent.Created(path)));
  }

  void changed(Path path) {
    List.copyOf(watches).forEach(watch -> watch.tell(path, new FileEvent.Changed(path)));
  }

  void deleted(Path path) {
    List.copyOf(watches).forEach(watch -> watch.tell(path, new FileEvent.Deleted(path)));
  }

  void moved(Path from, Path to, DiskNode node) {
    List.copyOf(watches).forEach(watch -> watch.tellMoved(from, to, node));
  }
}
