package io.weightless.simulation;

import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.FileWatch;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import io.weightless.simulation.DiskTree.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Files without a system, for the tasks of one reactor: the files of a host of a [Simulation], on
/// a disk of its own on which nothing breaks.
///
/// ```java
/// MemoryFiles.attachTo(reactor);
/// reactor.run(() -> {
///   Files files = Reactor.current().service(Files.class);
///   ...
/// });
/// ```
///
/// The disk is empty but for `/tmp`; paths that are not absolute begin at `/`. It keeps the
/// contract of [Files], with the words of the real ones in its failures; programs are the owner of
/// all there is. When the reactor closes, what is left open is closed, and told in the log.
///
/// - **Limit**: 1 GiB for a file; 1,000 events of a watch that nobody has asked for.
/// - **Runs on**: the reactor that it is attached to.
public final class MemoryFiles extends MemoryTree implements Files {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");
  private static final Set<OpenOption> EDITING =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING,
          LinkOption.NOFOLLOW_LINKS);
  private static final int COPY_BYTES = 64 * 1024;

  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Reactor reactor;
  private boolean isDown;

  /// The first user's reactor is the one that it is for.
  MemoryFiles(MemoryDisk disk) {
    super(disk);
  }

  /// Makes an empty disk that of `reactor`, on which nothing takes time.
  public static MemoryFiles attachTo(Reactor reactor) {
    MemoryFiles files = new MemoryFiles(new MemoryDisk(reactor.random(), DiskWorld.calm()));
    reactor.attach(Files.class, files, files::closeAll);
    return files;
  }

  private void closeAll() {
    if (!open.isEmpty()) {
      String left = String.join(", ", open());
      LOG.log(System.Logger.Level.WARNING, "a reactor was closed while this was open: " + left);
    }
    crash();
  }

  /// The computer is no more: nothing works in this life of it.
  void crash() {
    isDown = true;
    open.clear();
  }

  /// What is open, for reports: one line each, the oldest first.
  public List<String> open() {
    return open.stream().map(Object::toString).toList();
  }

  boolean isDown() {
    return isDown;
  }

  MemoryDisk disk() {
    return disk;
  }

  RandomGenerator random() {
    return disk.random();
  }

  boolean strikes(Fault fault) {
    return disk.world().strikes(fault);
  }

  @Override
  void checkOwner() {
    if (reactor == null) {
      reactor = Reactor.current();
    }
    reactor.checkOwner();
  }

  @Override
  void checkUp() throws IOException {
    if (isDown) {
      throw new IOException("the host of this disk has crashed");
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  void closed(AutoCloseable resource) {
    open.remove(resource);
    if (resource instanceof MemoryWatch watch) {
      disk.remove(watch);
    }
  }

  @Override
  public FileSource open(Path path, LinkOption... options) throws IOException {
    work(path, false);
    Place place = disk.tree.find(path, options.length == 0);
    DiskNode node = file(path, place);
    node.accessed = now();
    return opened(new MemoryOpenFile(this, path, place.path(), node, false));
  }

  private static DiskNode file(Path path, Place place) throws IOException {
    DiskNode node = place.node();
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return switch (node.kind) {
      case FILE -> node;
      case LINK -> throw new AccessDeniedException(path.toString(), null, "is a link");
      case DIRECTORY -> throw new FileSystemException(path.toString(), null, "is a directory");
      case OTHER -> throw new AssertionError(node.kind);
    };
  }

  @Override
  public OpenFile edit(Path path, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    if (!EDITING.containsAll(all)) {
      throw new UnsupportedOperationException("files are not opened so: " + List.of(options));
    }
    work(path, false);
    Place place = placeToEdit(path, all);
    DiskNode node = file(path, place);
    if (all.contains(StandardOpenOption.TRUNCATE_EXISTING) && node.content.size() > 0) {
      node.content.truncate(0);
      disk.changed(place.path());
    }
    return opened(new MemoryOpenFile(this, path, place.path(), node, true));
  }

  private Place placeToEdit(Path path, Set<OpenOption> options) throws IOException {
    boolean isNew = options.contains(StandardOpenOption.CREATE_NEW);
    Place place = disk.tree.find(path, !isNew && !options.contains(LinkOption.NOFOLLOW_LINKS));
    if (place.node() != null && isNew) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (place.node() != null || !(isNew || options.contains(StandardOpenOption.CREATE))) {
      return place;
    }
    DiskNode made = disk.tree.make(Kind.FILE, "", now());
    put(place, made);
    return new Place(place.path(), place.directory(), place.name(), made);
  }

  @Override
  public FileSink append(Path path) throws IOException {
    return new MemorySink(path, edit(path, StandardOpenOption.CREATE));
  }

  @Override
  public Path temporaryFile(@Nullable Path directory, String prefix) throws IOException {
    Path path = temporary(directory, prefix);
    edit(path, StandardOpenOption.CREATE_NEW).close();
    return path;
  }

  @Override
  public Path temporaryDirectory(@Nullable Path directory, String prefix) throws IOException {
    Path path = temporary(directory, prefix);
    createDirectory(path);
    return path;
  }

  private Path temporary(@Nullable Path directory, String prefix) {
    return (directory == null ? MemoryDisk.TEMPORARY : directory)
        .resolve(disk.temporaryName(prefix));
  }

  @Override
  public long copy(Path from, Path to) throws IOException {
    boolean isWhole = false;
    try (FileSource source = open(from);
        OpenFile target = edit(to, StandardOpenOption.CREATE_NEW)) {
      try {
        long copied = copy(source, target);
        permissions(to, details(from).permissions());
        isWhole = true;
        return copied;
      } finally {
        if (!isWhole && !isDown) { // a dead computer tidies nothing up
          disk.tree.delete(disk.tree.find(to, false), to, now());
        }
      }
    }
  }

  private static long copy(FileSource source, OpenFile target) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(COPY_BYTES);
    long copied = 0;
    while (source.read(part.clear(), copied) > 0) {
      copied += part.flip().remaining();
      target.append(part);
    }
    return copied;
  }

  @Override
  public FileWatch watch(Path directory, boolean recursive) throws IOException {
    work(directory, false);
    DiskNode _ = disk.tree.directory(directory);
    Path place = disk.tree.find(directory, true).path();
    MemoryWatch watch = opened(new MemoryWatch(this, directory, place, recursive));
    disk.add(watch);
    return watch;
  }

  /// A file that is written to its end.
  private record MemorySink(Path path, OpenFile file) implements FileSink {
    @Override
    public void write(ByteBuffer... sources) throws IOException {
      for (ByteBuffer source : sources) {
        file.append(source);
      }
    }

    @Override
    public void close() {
      file.close();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
