package io.weightless.net.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileEvent;
import io.weightless.net.FileWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A watch, as a task waits for its events.
public final class Watching extends Resource implements FileWatch, Suspension.Foreign {
  /// Who knows what happens.
  public interface Origin {
    /// Puts `owner` in the place of who is told on the loop, when there may be more.
    void belongTo(Runnable owner);

    /// From now on the owner is to be told.
    void want() throws IOException;

    /// Need not be told any more. Never fails, also when it is closed.
    void wantNoMore();

    /// Adds what has happened; it may wait for a disk, and nothing is lost when that is cancelled.
    ///
    /// @return false when there is nothing
    boolean collect(Queue<FileEvent> events) throws IOException;

    /// Somebody closes it: a wait in [#collect] that may take for ever ends with a failure.
    default void endWait() throws IOException {}

    /// Once, when nobody is in [#collect].
    void close() throws IOException;
  }

  /// Makes them: a part of the backend.
  public interface Maker {
    Origin open(Disk disk, Path directory, boolean recursive) throws IOException;
  }

  private final Disk disk;
  private final Path directory;
  private final Origin origin;
  private final ArrayDeque<FileEvent> events = new ArrayDeque<>();
  private @Nullable Suspension<@Nullable Void> wait;
  private boolean busy;
  private boolean closed;

  /// @param origin which is its own from now on
  Watching(Disk disk, Path directory, Origin origin) {
    this.disk = disk;
    this.directory = directory;
    this.origin = origin;
    origin.belongTo(this::wake);
    disk.resources().add(this);
  }

  @Override
  public FileEvent next() throws IOException {
    disk.checkOwner();
    Suspension.checkpoint();
    disk.claim();
    checkOpen();
    if (busy) {
      throw new BusyException("another task waits for what happens in " + directory);
    }
    busy = true;
    try {
      return nextEvent();
    } finally {
      busy = false;
      closeOrigin();
    }
  }

  private FileEvent nextEvent() throws IOException {
    FileEvent event = events.poll();
    while (event == null) {
      checkOpen();
      if (!collect()) {
        await();
      }
      event = events.poll();
    }
    checkOpen();
    disk.spend(0);
    return event;
  }

  private boolean collect() throws IOException {
    try {
      return origin.collect(events);
    } catch (IOException | RuntimeException e) {
      checkOpen(); // or it is because of that
      throw e;
    }
  }

  private void await() throws IOException {
    Suspension<@Nullable Void> some = new Suspension<>(this);
    origin.want();
    wait = some;
    try {
      some.await(() -> true);
    } finally {
      wait = null;
      origin.wantNoMore();
    }
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  private void checkOpen() throws ClosedException {
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  @Override
  public void close() {
    disk.checkOwner();
    if (!closed) {
      closed = true;
      disk.resources().remove(this);
      Failures.closeQuietly(origin::endWait);
      wake();
      closeOrigin();
    }
  }

  /// Whoever waits for the next event, and is awake now, ends that first.
  private void closeOrigin() {
    if (closed && !busy) {
      busy = true; // never again
      Failures.closeQuietly(origin::close);
    }
  }

  @Override
  protected String describe() {
    return "the watch of " + directory;
  }

  @Override
  public String toString() {
    return describe();
  }
}
