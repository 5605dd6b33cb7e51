package io.weightless.net;

import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An open file to read and to write, at any place. It has no position of its own, so any number of
/// tasks of one reactor may share it; what they do at the same time goes on in any order.
///
/// What was written is the system's after that, and survives the end of this process, though not
/// that of the machine: [#sync] makes it last. A new file has to be made to last in its directory
/// too: [Files#syncDirectory].
///
/// - **Cancelled**: before it was begun, nothing happens; what was begun is waited for, because
///   nobody can take it back. So nothing is torn by a cancellation, and the file stays open.
/// - **Failing**: with an `IOException` that names the file; [ClosedException] once it is closed.
public interface OpenFile extends FileSource {
  /// Writes all that remains in `source`, from `position` on; what is between the end of the file
  /// and that reads as zeros.
  ///
  /// - **Waits**: until the system has taken it. After a failure the position of `source` says how
  ///   much it took.
  void write(ByteBuffer source, long position) throws IOException;

  /// Writes all that remains in `source` behind what is there. Nobody else of this reactor can put
  /// something in between; on Linux nobody at all, as long as the system takes it in one piece.
  ///
  /// - **Waits**: as [#write].
  void append(ByteBuffer source) throws IOException;

  /// Makes it so long: what is behind `size` is gone, and what is missing reads as zeros.
  ///
  /// - **Waits**: until the system has done it.
  void truncate(long size) throws IOException;

  /// Returns when all that was written is on the disk, with what the system knows of the file.
  ///
  /// After it has failed nobody knows what is on the disk, and to try again tells nothing: Linux
  /// reports a lost write once (Rebello and others, "Can applications recover from fsync
  /// failures?", 2020).
  ///
  /// - **Waits**: for the disk, which takes milliseconds.
  void sync() throws IOException;

  /// As [#sync], without what is not needed to read it, as the time of the last change.
  void syncData() throws IOException;

  /// Takes a lock on the whole file, shared with others who share it, or for this handle alone.
  ///
  /// - **Waits**: until those have given back theirs who are in the way; it looks again after 1 ms,
  ///   and less often from then on, every 64 ms at the least. Always a cancellation point.
  /// - **Order**: none; who looks first gets it.
  ///
  /// @throws IllegalStateException when this handle has one already
  default FileLock lock(boolean shared) throws IOException {
    Duration pause = Duration.ofMillis(1);
    FileLock taken = tryLock(shared);
    while (taken == null) {
      Task.sleep(pause);
      pause = pause.toMillis() < 64 ? pause.multipliedBy(2) : pause;
      taken = tryLock(shared);
    }
    return taken;
  }

  /// The same without waiting for others.
  ///
  /// @return null when others are in the way
  @Nullable FileLock tryLock(boolean shared) throws IOException;

  /// Closes it, and gives back its lock. What is being done with it is done to its end. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  void close();
}
