package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A descriptor that is readable from [#signal] until [#clear]: wakes who waits for descriptors.
public final class Event {
  private static final MethodHandle CREATE =
      Native.function("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ =
      Native.shortFunction("eventfd_read", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle WRITE =
      Native.plainFunction("eventfd_write", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final int NONBLOCK_CLOEXEC = 0x80800;

  private final Libc libc;
  private final int descriptor;
  private final MemorySegment count;
  private boolean closed;

  public Event(Libc libc) throws IOException {
    this.libc = libc;
    count = libc.allocate(Long.BYTES);
    try {
      int result = (int) CREATE.invokeExact(libc.state, 0, NONBLOCK_CLOEXEC);
      descriptor = Libc.check(result < 0 ? libc.failed() : result);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public int descriptor() {
    return descriptor;
  }

  /// From any thread; does nothing after [#close], when the number may be that of something else.
  public synchronized void signal() {
    if (!closed) {
      try {
        int _ = (int) WRITE.invokeExact(descriptor, 1L);
      } catch (Throwable e) {
        throw Libc.unexpected(e);
      }
    }
  }

  public void clear() {
    try {
      int _ = (int) READ.invokeExact(libc.state, descriptor, count.address());
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public synchronized void close() throws IOException {
    closed = true;
    libc.close(descriptor);
  }
}
