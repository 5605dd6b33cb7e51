package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The C library, as one reactor calls it.
///
/// Most methods return what the system call does, or the negative number of its error; [#check]
/// makes a failure of that. All but those that say so are for the reactor's thread.
public final class Libc implements AutoCloseable {
  private static final Function CLOSE = Function.named("close");
  private static final Function CONTROL = Function.brief("fcntl");
  private static final Function POLL = Function.named("poll");

  /// For what opens a descriptor: it never blocks, and is no other program's.
  public static final int NONBLOCK_CLOEXEC = 0x80800;

  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final short POLLIN = 1;

  private final Arena arena = Arena.ofShared();
  final MemorySegment state = Function.state(arena);
  public final TcpCalls tcp = new TcpCalls(this);
  public final Transfer transfer = new Transfer(this);
  private @Nullable UnixCalls unix;
  private @Nullable DatagramCalls datagrams;
  final FileCalls files = new FileCalls(arena, state);
  final FileBytes bytes = new FileBytes(arena, state);

  /// What is longer is copied part by part.
  static final int STAGING_BYTES = 256 * 1024;

  private @Nullable ByteBuffer staging;

  /// A place for bytes on their way to or from the heap, until the next caller wants it. For the
  /// reactor's thread.
  ///
  /// @return empty
  ByteBuffer staging() {
    if (staging == null) {
      staging = ByteBuffer.allocateDirect(STAGING_BYTES);
    }
    return staging.clear();
  }

  /// Memory until this is closed.
  public MemorySegment allocate(long bytes) {
    return arena.allocate(bytes, Long.BYTES);
  }

  public UnixCalls unix() {
    if (unix == null) {
      unix = new UnixCalls(this);
    }
    return unix;
  }

  DatagramCalls datagrams() throws IOException {
    if (datagrams == null) {
      datagrams = new DatagramCalls(this);
    }
    return datagrams;
  }

  /// @param result of any method here
  /// @return the same
  /// @throws Errno when it is negative
  public static int check(int result) throws Errno {
    if (result < 0) {
      throw new Errno(-result);
    }
    return result;
  }

  public void close(int descriptor) throws IOException {
    int result = CLOSE.call(this, descriptor);
    check(result == -Errno.EINTR ? 0 : result);
  }

  /// fcntl(2).
  public int control(int descriptor, int command, int argument) {
    return CONTROL.call(this, descriptor, command, argument);
  }

  /// It does not block any more, for whoever else has it neither.
  void unblock(int descriptor) throws IOException {
    int status = check(control(descriptor, F_GETFL, 0));
    check(control(descriptor, F_SETFL, status | O_NONBLOCK));
  }

  /// Waits until one of these is readable, the time is over, or for nothing. From any thread.
  public static void awaitReadable(int millis, int... descriptors) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment all = scratch.allocate(JAVA_LONG, descriptors.length);
      for (int i = 0; i < descriptors.length; i++) {
        all.set(JAVA_INT, (long) i * Long.BYTES, descriptors[i]);
        all.set(JAVA_SHORT, (long) i * Long.BYTES + Integer.BYTES, POLLIN);
      }
      long _ = POLL.callAnywhere(all.address(), descriptors.length, millis);
    }
  }

  @Override
  public void close() {
    if (datagrams != null) {
      datagrams.close();
    }
    arena.close();
  }
}
