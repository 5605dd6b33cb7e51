package io.weightless.net.internal;

import io.weightless.net.FileEvent;
import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.offload.Limits;
import io.weightless.offload.Offload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A watch by the JDK, which does not know moves: the old name is deleted, the new one created. Who
/// waits for it has a thread of its own that waits.
public final class ServiceWatch implements Watching.Origin {
  private static final Limits ONE_THREAD = new Limits(1, Duration.ZERO);

  private final Disk disk;
  private final Path directory;
  private final boolean recursive;
  private final WatchService service;
  private final Offload waiting = Offload.open(ONE_THREAD);
  private final Map<WatchKey, Path> watched = new HashMap<>();

  /// What was told and not understood yet. The first one stays until it is, for that may wait.
  private final ArrayDeque<Told> told = new ArrayDeque<>();

  private boolean isOver;

  private record Told(Path parent, WatchEvent<?> event) {}

  /// @param watched directories, by their keys
  /// @param entries what is in them, without the first one
  /// @param failures for each below the first that could not be watched or looked into
  private record Found(
      Map<WatchKey, Path> watched, List<Path> entries, List<IOException> failures) {}

  private ServiceWatch(Disk disk, Path directory, boolean recursive, WatchService service) {
    this.disk = disk;
    this.directory = directory;
    this.recursive = recursive;
    this.service = service;
  }

  public static ServiceWatch open(Disk disk, Path directory, boolean recursive) throws IOException {
    WatchService service = disk.call(() -> directory.getFileSystem().newWatchService());
    ServiceWatch watch = new ServiceWatch(disk, directory, recursive, service);
    try {
      Found found = disk.call(() -> watch.look(directory));
      for (IOException failure : found.failures) {
        throw failure;
      }
      watch.watched.putAll(found.watched);
      return watch;
    } catch (Throwable e) {
      watch.endWait();
      watch.close();
      throw e;
    }
  }

  /// By any thread. Each directory is watched before it is looked into.
  private Found look(Path first) throws IOException {
    Found found = new Found(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    lookInto(first, found);
    return found;
  }

  private void lookInto(Path at, Found found) throws IOException {
    found.watched.put(
        at.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_DELETE,
            StandardWatchEventKinds.ENTRY_MODIFY),
        at);
    for (FileInfo entry :
        recursive ? Local.list(at, LinkOption.NOFOLLOW_LINKS) : List.<FileInfo>of()) {
      Path path = at.resolve(entry.name());
      found.entries.add(path);
      if (entry.kind() == Kind.DIRECTORY) {
        tryToLookInto(path, found);
      }
    }
  }

  /// A directory that fails spoils nothing of the others.
  private void tryToLookInto(Path at, Found found) {
    try {
      lookInto(at, found);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // deleted meanwhile, which will be told
    } catch (IOException e) {
      found.failures.add(e);
    }
  }

  @Override
  public void belongTo(Runnable owner) {}

  @Override
  public void want() {}

  @Override
  public void wantNoMore() {}

  @Override
  public boolean collect(Queue<FileEvent> events) throws IOException {
    if (isOver) {
      throw new NoSuchFileException(directory.toString());
    }
    if (told.isEmpty()) {
      take(events);
    }
    Told first = told.peek();
    if (first != null) {
      try {
        understand(first, events);
      } catch (IOException _) {
        events.add(new FileEvent.Overflow()); // what is in a new directory nobody will know
      }
      told.remove();
    }
    return true;
  }

  private void take(Queue<FileEvent> events) throws IOException {
    WatchKey key = service.poll();
    if (key == null) {
      key = await();
    }
    Path parent = watched.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (parent != null) {
        told.add(new Told(parent, event));
      }
    }
    if (!key.reset() && parent != null) {
      watched.remove(key);
      isOver = parent.equals(directory);
      if (isOver) {
        events.add(new FileEvent.Deleted(directory));
      }
    }
  }

  private WatchKey await() throws IOException {
    try {
      return waiting.call(service::take);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void understand(Told one, Queue<FileEvent> events) throws IOException {
    WatchEvent.Kind<?> kind = one.event.kind();
    Path path = one.event.context() instanceof Path name ? one.parent.resolve(name) : one.parent;
    if (kind == StandardWatchEventKinds.OVERFLOW) {
      events.add(new FileEvent.Overflow());
    } else if (kind == StandardWatchEventKinds.ENTRY_CREATE) {
      appeared(path, events);
    } else if (kind == StandardWatchEventKinds.ENTRY_DELETE) {
      events.add(new FileEvent.Deleted(path));
    } else {
      events.add(new FileEvent.Changed(path));
    }
  }

  private void appeared(Path path, Queue<FileEvent> events) throws IOException {
    Found found = recursive ? disk.call(() -> lookAt(path)) : null;
    events.add(new FileEvent.Created(path));
    if (found != null) {
      if (!found.failures.isEmpty()) {
        events.add(new FileEvent.Overflow());
      }
      watched.putAll(found.watched);
      found.entries.forEach(entry -> events.add(new FileEvent.Created(entry)));
    }
  }

  private @Nullable Found lookAt(Path path) throws IOException {
    try {
      return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? look(path) : null;
    } catch (NoSuchFileException | NotDirectoryException _) {
      return null; // gone already, which will be told
    }
  }

  @Override
  public void endWait() throws IOException {
    service.close();
  }

  @Override
  public void close() {
    waiting.abort();
  }
}
