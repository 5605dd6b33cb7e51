package io.weightless.net.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file as the system has it. What has no other word is for any thread, and holds it until
/// the disk has answered; it may run on several at a time.
public interface RawFile {
  /// What a read gives that would have to wait for the disk.
  int NOT_NOW = -2;

  /// Whether an interrupt of the thread that uses it closes it.
  boolean mindsInterrupts();

  /// Reads what the system has in its cache, on the loop.
  ///
  /// @return how many bytes, -1 at the end, or [#NOT_NOW]
  int readNow(ByteBuffer target, long position) throws IOException;

  /// Whether the system has the first and the last byte of this part in its cache, or nothing is
  /// there. On the loop.
  boolean hasAtHand(long position, int count);

  /// Has the system read this part, so that it has it in its cache. Only for what is not at hand.
  default void fetch(long position, int count) throws IOException {}

  /// @return how many bytes, or -1 at the end
  int read(ByteBuffer target, long position) throws IOException;

  /// Writes all that remains.
  void write(ByteBuffer source, long position) throws IOException;

  /// Writes all that remains behind what is there.
  void append(ByteBuffer source) throws IOException;

  /// On the loop, which it does not hold.
  long size() throws IOException;

  void truncate(long size) throws IOException;

  /// @param all also what is not needed to read it
  void sync(boolean all) throws IOException;

  /// Takes a lock, if nobody is in the way. On the loop, which it does not hold.
  boolean tryLock(boolean shared) throws IOException;

  /// On the loop.
  void unlock() throws IOException;

  /// Once, when nobody uses it.
  void close() throws IOException;
}
