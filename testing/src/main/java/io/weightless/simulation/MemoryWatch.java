package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileEvent;
import io.weightless.net.FileWatch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A watch of a directory of a simulated disk.
final class MemoryWatch implements FileWatch {
  /// Events that nobody has asked for yet; one more is told as an overflow.
  static final int MOST_EVENTS = 1_000;

  private final MemoryFiles files;
  private final Path asked;
  private final Path directory;
  private final boolean recursive;
  private final ArrayDeque<FileEvent> events = new ArrayDeque<>();
  private @Nullable Suspension<@Nullable Void> wait;
  private boolean isOver;
  private boolean closed;

  /// @param asked for, by this path
  /// @param directory without links
  MemoryWatch(MemoryFiles files, Path asked, Path directory, boolean recursive) {
    this.files = files;
    this.asked = asked;
    this.directory = directory;
    this.recursive = recursive;
  }

  void tell(Path path, FileEvent event) {
    if (path.equals(directory) && !(event instanceof FileEvent.Changed)) {
      isOver = event instanceof FileEvent.Deleted;
      add(new FileEvent.Deleted(asked));
    } else if (sees(path)) {
      add(
          switch (event) {
            case FileEvent.Created _ -> new FileEvent.Created(as(path));
            case FileEvent.Changed _ -> new FileEvent.Changed(as(path));
            default -> new FileEvent.Deleted(as(path));
          });
    }
  }

  void tellMoved(Path from, Path to, DiskNode node) {
    if (sees(from) && sees(to)) {
      add(new FileEvent.Moved(as(from), as(to)));
    } else if (sees(to)) {
      appeared(to, node);
    } else {
      tell(from, new FileEvent.Deleted(from));
    }
  }

  private void appeared(Path path, DiskNode node) {
    add(new FileEvent.Created(as(path)));
    if (recursive) {
      node.entries.forEach((name, entry) -> appeared(path.resolve(name), entry));
    }
  }

  private boolean sees(Path path) {
    return recursive
        ? path.startsWith(directory) && !path.equals(directory)
        : directory.equals(path.getParent());
  }

  private Path as(Path path) {
    return asked.resolve(directory.relativize(path));
  }

  private void add(FileEvent event) {
    if (events.size() < MOST_EVENTS) {
      events.add(event);
    } else if (events.size() == MOST_EVENTS) {
      events.add(new FileEvent.Overflow());
    }
    wake();
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public FileEvent next() throws IOException {
    files.checkOwner();
    Suspension.checkpoint();
    if (wait != null) {
      throw new BusyException("another task waits for what happens in " + asked);
    }
    checkOpen();
    FileEvent event = events.poll();
    while (event == null) {
      if (isOver) {
        throw new NoSuchFileException(asked.toString());
      }
      await();
      checkOpen();
      event = events.poll();
    }
    return event;
  }

  private void await() {
    Suspension<@Nullable Void> some = new Suspension<>(this);
    wait = some;
    try {
      some.await(() -> true);
    } finally {
      wait = null;
    }
  }

  private void checkOpen() throws ClosedException {
    if (closed) {
      throw new ClosedException(this + " is closed");
    }
  }

  @Override
  public void close() {
    files.checkOwner();
    if (!closed) {
      closed = true;
      files.closed(this);
      wake();
    }
  }

  @Override
  public String toString() {
    return "the watch of " + asked;
  }
}
