package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// Moves bytes between sockets that don't block, buffers and files. A result below 0 is the
/// negative number of an error.
public final class Transfer {
  private static final MethodHandle RECV =
      Native.shortFunction("recv", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND_SHORT =
      Native.shortFunction("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      Native.function("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle WRITEV =
      Native.function("writev", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SENDFILE =
      Native.function("sendfile", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle PREAD =
      Native.function("pread", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final MethodHandle WRITE =
      Native.function("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final int MSG_NOSIGNAL = 0x4000;

  /// What is longer takes so long to copy that others should not be held up by it.
  private static final int SHORT_BYTES = 64 * 1024;

  private static final int MOST_PARTS = 64;
  private static final int PART_BYTES = 2 * Long.BYTES;

  private final Libc libc;
  private final MemorySegment parts;
  private final MemorySegment offset;

  Transfer(Libc libc) {
    this.libc = libc;
    parts = libc.allocate(MOST_PARTS * PART_BYTES);
    offset = libc.allocate(Long.BYTES);
  }

  /// Into a direct buffer, whose position moves on.
  ///
  /// @return 0 at the end
  public int receive(int socket, ByteBuffer target) {
    long address = addressOf(target);
    long bytes = target.remaining();
    try {
      return moved((long) RECV.invokeExact(libc.state, socket, address, bytes, 0), target);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// From a direct buffer, whose position moves on.
  public int send(int socket, ByteBuffer source) {
    long address = addressOf(source);
    long bytes = source.remaining();
    try {
      long sent =
          bytes <= SHORT_BYTES
              ? (long) SEND_SHORT.invokeExact(libc.state, socket, address, bytes, MSG_NOSIGNAL)
              : (long) SEND.invokeExact(libc.state, socket, address, bytes, MSG_NOSIGNAL);
      return moved(sent, source);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// From several direct buffers, whose positions move on.
  ///
  /// @param count at most 64
  public int send(int socket, ByteBuffer[] sources, int first, int count) {
    for (int i = 0; i < count; i++) {
      parts.set(JAVA_LONG, (long) i * PART_BYTES, addressOf(sources[first + i]));
      parts.set(JAVA_LONG, (long) i * PART_BYTES + Long.BYTES, sources[first + i].remaining());
    }
    long sent;
    try {
      sent = (long) WRITEV.invokeExact(libc.state, socket, parts.address(), count);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
    if (sent < 0) {
      return libc.failed();
    }
    int left = (int) sent;
    for (int i = first; left > 0; i++) {
      int part = Math.min(left, sources[i].remaining());
      sources[i].position(sources[i].position() + part);
      left -= part;
    }
    return (int) sent;
  }

  /// `sendfile`. Holds the thread until the disk has answered.
  public int send(int socket, int file, long position, int count) {
    offset.set(JAVA_LONG, 0, position);
    try {
      long sent =
          (long) SENDFILE.invokeExact(libc.state, socket, file, offset.address(), (long) count);
      return sent < 0 ? libc.failed() : (int) sent;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// From a file into a direct buffer, whose position moves on. Holds the thread until the disk has
  /// answered.
  ///
  /// @return 0 at the end
  public int read(int file, ByteBuffer target, long position) {
    long address = addressOf(target);
    long bytes = target.remaining();
    try {
      return moved((long) PREAD.invokeExact(libc.state, file, address, bytes, position), target);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// From a direct buffer, whose position moves on, to a file. Holds the thread until the system
  /// has taken it.
  public int write(int file, ByteBuffer source) {
    long address = addressOf(source);
    long bytes = source.remaining();
    try {
      return moved((long) WRITE.invokeExact(libc.state, file, address, bytes), source);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Of the next byte in a direct buffer.
  private static long addressOf(ByteBuffer buffer) {
    MemorySegment bytes = MemorySegment.ofBuffer(buffer);
    if (!bytes.scope().isAlive()) {
      throw new IllegalStateException("the memory of a buffer is freed already");
    }
    return bytes.address();
  }

  private int moved(long returned, ByteBuffer buffer) {
    if (returned < 0) {
      return libc.failed();
    }
    buffer.position(buffer.position() + (int) returned);
    return (int) returned;
  }
}
