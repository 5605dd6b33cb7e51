package io.weightless.net.internal.linux;

import io.weightless.net.FileEvent;
import io.weightless.net.internal.Disk;
import io.weightless.net.internal.Watching;
import io.weightless.net.internal.linux.Inotify.Told;
import io.weightless.net.internal.ready.Handle;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A watch by inotify. It reads only when somebody asks, so what has not been asked for is kept by
/// the system, up to its limit.
final class InotifyWatch implements Watching.Origin {
  private final Disk disk;
  private final Libc libc;
  private final boolean recursive;
  private final int inotify;
  private final int root;
  private final Path directory;
  private final Handle handle;
  private final WatchedTree tree;

  /// What was read and not understood yet. The first one stays until it is, for that may wait.
  private final ArrayDeque<Told> told = new ArrayDeque<>();

  private boolean isOver;

  private InotifyWatch(
      Disk disk,
      Libc libc,
      Handle handle,
      int inotify,
      Path directory,
      boolean recursive,
      WatchedTree.Found found) {
    this.disk = disk;
    this.libc = libc;
    this.handle = handle;
    this.inotify = inotify;
    this.directory = directory;
    this.recursive = recursive;
    tree = new WatchedTree(libc, inotify);
    tree.add(found);
    root = found.watched().keySet().iterator().next();
  }

  static InotifyWatch open(
      Disk disk, Libc libc, Descriptors descriptors, Path directory, boolean recursive)
      throws IOException {
    int inotify = Inotify.open(libc);
    try {
      WatchedTree.Found found =
          disk.call(() -> WatchedTree.look(inotify, directory, recursive, true));
      found.checkIsWhole();
      Handle handle = descriptors.handle(inotify);
      return new InotifyWatch(disk, libc, handle, inotify, directory, recursive, found);
    } catch (Throwable e) {
      FileCalls.close(inotify);
      throw e;
    }
  }

  @Override
  public void belongTo(Runnable owner) {
    handle.belongTo(_ -> owner.run());
  }

  @Override
  public void want() throws IOException {
    handle.want(Handle.INPUT);
  }

  @Override
  public void wantNoMore() {
    handle.wantNoMore(Handle.INPUT);
  }

  @Override
  public boolean collect(Queue<FileEvent> events) throws IOException {
    if (isOver) {
      throw new NoSuchFileException(directory.toString());
    }
    if (told.isEmpty() && !readMore()) {
      return false;
    }
    Told first = told.element();
    if (first.is(Inotify.MOVED_FROM) && told.size() == 1) {
      boolean _ = readMore(); // its other half may be there
    }
    try {
      understand(first, events);
    } catch (InvalidPathException _) {
      events.add(new FileEvent.Overflow()); // this machine's Java can't spell the name
    }
    told.removeFirst();
    return true;
  }

  private boolean readMore() throws IOException {
    ArrayDeque<Told> more = Inotify.read(libc, inotify);
    if (more == null) {
      return false;
    }
    told.addAll(more);
    return true;
  }

  private void understand(Told event, Queue<FileEvent> events) throws IOException {
    Path parent = tree.path(event.directory());
    if (event.is(Inotify.OVERFLOW)) {
      events.add(new FileEvent.Overflow());
    } else if (event.is(Inotify.IGNORED)) {
      tree.forget(event.directory());
    } else if (event.is(Inotify.DELETE_SELF | Inotify.MOVE_SELF | Inotify.UNMOUNT)) {
      ended(event, events);
    } else if (parent != null && !event.name().isEmpty()) {
      understand(event, parent.resolve(event.name()), events);
    }
  }

  /// That of another directory than the first is told by the one that it is in.
  private void ended(Told event, Queue<FileEvent> events) {
    if (event.directory() == root) {
      isOver = true;
      events.add(new FileEvent.Deleted(directory));
    }
  }

  private void understand(Told event, Path path, Queue<FileEvent> events) throws IOException {
    if (event.is(Inotify.CREATE | Inotify.MOVED_TO)) {
      appeared(event, path, events);
    } else if (event.is(Inotify.MOVED_FROM)) {
      moved(event, path, events);
    } else if (event.is(Inotify.DELETE)) {
      events.add(new FileEvent.Deleted(path));
    } else if (event.is(Inotify.MODIFY | Inotify.ATTRIB)) {
      events.add(new FileEvent.Changed(path));
    }
  }

  private void appeared(Told event, Path path, Queue<FileEvent> events) throws IOException {
    if (!recursive || !event.is(Inotify.IS_DIRECTORY)) {
      events.add(new FileEvent.Created(path));
      return;
    }
    WatchedTree.Found found = lookAt(path, events);
    events.add(new FileEvent.Created(path));
    tree.add(found);
    found.entries().forEach(entry -> events.add(new FileEvent.Created(entry)));
  }

  /// Nothing when it is gone already, which will be told. An overflow stands for what is in a
  /// directory that can't be looked into.
  private WatchedTree.Found lookAt(Path path, Queue<FileEvent> events) {
    try {
      WatchedTree.Found found = disk.call(() -> WatchedTree.look(inotify, path, true, false));
      if (!found.failures().isEmpty()) {
        events.add(new FileEvent.Overflow());
      }
      return found;
    } catch (NoSuchFileException | NotDirectoryException _) {
      return WatchedTree.Found.nothing();
    } catch (IOException _) {
      events.add(new FileEvent.Overflow());
      return WatchedTree.Found.nothing();
    }
  }

  private void moved(Told event, Path path, Queue<FileEvent> events) {
    Told other = otherHalf(event);
    Path parent = other == null ? null : tree.path(other.directory());
    if (other == null || parent == null) {
      tree.left(path);
      events.add(new FileEvent.Deleted(path));
    } else {
      Path to = parent.resolve(other.name());
      moved(path, to, recursive && event.is(Inotify.IS_DIRECTORY), events);
      told.remove(other);
    }
  }

  /// What was made in a directory just before it was moved may not be watched yet.
  private void moved(Path from, Path to, boolean isTree, Queue<FileEvent> events) {
    WatchedTree.Found found = isTree ? lookAt(to, events) : WatchedTree.Found.nothing();
    List<Path> unknown = tree.unknown(found);
    tree.moved(from, to);
    tree.add(found);
    events.add(new FileEvent.Moved(from, to));
    unknown.forEach(entry -> events.add(new FileEvent.Created(entry)));
  }

  private @Nullable Told otherHalf(Told event) {
    for (Iterator<Told> all = told.iterator(); all.hasNext(); ) {
      Told one = all.next();
      if (one.is(Inotify.MOVED_TO) && one.cookie() == event.cookie()) {
        return one;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
