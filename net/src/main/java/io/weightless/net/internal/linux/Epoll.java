package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// An epoll instance: which of many descriptors are ready.
public final class Epoll {
  public static final int IN = 0x1;
  public static final int OUT = 0x4;
  public static final int ERR = 0x8;
  public static final int HUP = 0x10;

  /// The peer sends no more.
  public static final int RDHUP = 0x2000;

  /// Tells only what is new.
  public static final int EDGE = 1 << 31;

  private static final MethodHandle CREATE = Native.function("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle CONTROL =
      Native.shortFunction("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle LOOK =
      Native.shortFunction("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle WAIT =
      Native.function("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);

  private static final int CLOEXEC = 0x80000;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MOST_EVENTS = 512;

  /// The structure is packed on x86, and on nothing else.
  private static final boolean PACKED = Platform.isX86();

  private static final int EVENT_BYTES = PACKED ? 12 : 16;
  private static final int DATA = PACKED ? 4 : 8;

  private final Libc libc;
  private final int descriptor;
  private final MemorySegment change;
  private final MemorySegment events;

  public Epoll(Libc libc) throws IOException {
    this.libc = libc;
    change = libc.allocate(EVENT_BYTES);
    events = libc.allocate((long) MOST_EVENTS * EVENT_BYTES);
    try {
      descriptor = Libc.check(result((int) CREATE.invokeExact(libc.state, CLOEXEC)));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public int descriptor() {
    return descriptor;
  }

  /// Tells of `added` from now on, and at once what it is ready for.
  public void add(int added, int events) throws IOException {
    change.set(JAVA_INT_UNALIGNED, 0, events);
    change.set(JAVA_INT_UNALIGNED, DATA, added);
    Libc.check(control(ADD, added));
  }

  /// Tells of it no more. One that is closed is forgotten by itself.
  public void remove(int descriptor) throws IOException {
    Libc.check(control(DELETE, descriptor));
  }

  private int control(int operation, int other) {
    try {
      return result(
          (int) CONTROL.invokeExact(libc.state, descriptor, operation, other, change.address()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Waits until something is ready; [#events] and [#which] say what.
  ///
  /// @param millis 0 does not wait, -1 waits for ever
  /// @return how many are ready; 0 also when the wait was interrupted
  public int await(int millis) throws IOException {
    int found;
    try {
      found =
          millis == 0
              ? (int) LOOK.invokeExact(libc.state, descriptor, events.address(), MOST_EVENTS, 0)
              : (int)
                  WAIT.invokeExact(libc.state, descriptor, events.address(), MOST_EVENTS, millis);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
    int result = result(found);
    return result == -Errno.EINTR ? 0 : Libc.check(result);
  }

  /// What the one at `index` is ready for.
  public int events(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES);
  }

  /// The descriptor that it is about.
  public int which(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES + DATA);
  }

  private int result(int returned) {
    return returned < 0 ? libc.failed() : returned;
  }

  public void close() throws IOException {
    libc.close(descriptor);
  }
}
