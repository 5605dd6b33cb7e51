package io.weightless.net.internal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A descriptor that is readable from [#signal] until [#clear]: wakes who waits for descriptors.
public final class Event {
  private static final Function CREATE = Function.named("eventfd");
  private static final Function READ = Function.brief("eventfd_read");
  private static final Function WRITE = Function.brief("eventfd_write");

  private final Libc libc;
  private final int descriptor;
  private final MemorySegment count;
  private boolean closed;

  public Event(Libc libc) throws IOException {
    this.libc = libc;
    count = libc.allocate(Long.BYTES);
    descriptor = Libc.check(CREATE.call(libc, 0, Libc.NONBLOCK_CLOEXEC));
  }

  public int descriptor() {
    return descriptor;
  }

  /// From any thread; does nothing after [#close], when the number may be that of something else.
  public synchronized void signal() {
    if (!closed) {
      long _ = WRITE.callAnywhere(descriptor, 1, 0);
    }
  }

  public void clear() {
    int _ = READ.call(libc, descriptor, count.address());
  }

  public synchronized void close() throws IOException {
    closed = true;
    libc.close(descriptor);
  }
}
