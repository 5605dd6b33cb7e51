package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/// The three system calls of io_uring, which the C library has no names for. A result below 0 is
/// the negative number of an error.
public final class RingCalls {
  private static final MethodHandle SETUP =
      Native.function("syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle ENTER =
      Native.function(
          "syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
          JAVA_LONG);
  private static final MethodHandle REGISTER =
      Native.function("syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final long IO_URING_SETUP = 425;
  private static final long IO_URING_ENTER = 426;
  private static final long IO_URING_REGISTER = 427;

  private final Libc libc;

  public RingCalls(Libc libc) {
    this.libc = libc;
  }

  /// io_uring_setup(2).
  ///
  /// @return the descriptor of the ring
  public int setup(int entries, long parameters) {
    try {
      return result(
          (long) SETUP.invokeExact(libc.state, IO_URING_SETUP, (long) entries, parameters));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// io_uring_enter(2). Never one that holds the garbage collector up, for it may wait.
  public int enter(int ring, int submitted, int least, int flags, long argument, int bytes) {
    try {
      return result(
          (long)
              ENTER.invokeExact(
                  libc.state,
                  IO_URING_ENTER,
                  (long) ring,
                  (long) submitted,
                  (long) least,
                  (long) flags,
                  argument,
                  (long) bytes));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// io_uring_register(2).
  public int register(int ring, int operation, long argument, int count) {
    try {
      return result(
          (long)
              REGISTER.invokeExact(
                  libc.state,
                  IO_URING_REGISTER,
                  (long) ring,
                  (long) operation,
                  argument,
                  (long) count));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  private int result(long returned) {
    return returned < 0 ? libc.failed() : (int) returned;
  }
}
