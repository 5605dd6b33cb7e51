package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

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

  private static final Function CREATE = Function.named("epoll_create1");
  private static final Function CONTROL = Function.brief("epoll_ctl");
  private static final Function LOOK = Function.brief("epoll_wait");
  private static final Function WAIT = Function.named("epoll_wait");

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
    descriptor = Libc.check(CREATE.call(libc, CLOEXEC));
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
    return CONTROL.call(libc, descriptor, operation, other, change.address());
  }

  /// Waits until something is ready; [#events] and [#which] say what.
  ///
  /// @param millis 0 does not wait, -1 waits for ever
  /// @return how many are ready; 0 also when the wait was interrupted
  public int await(int millis) throws IOException {
    Function wait = millis == 0 ? LOOK : WAIT;
    int result = wait.call(libc, descriptor, events.address(), MOST_EVENTS, millis);
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

  public void close() throws IOException {
    libc.close(descriptor);
  }
}
