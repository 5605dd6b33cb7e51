package io.weightless.net.internal.linux;

/// The three system calls of io_uring, which the C library has no names for. A result below 0 is
/// the negative number of an error.
public final class RingCalls {
  static final Function SYSCALL = Function.named("syscall");

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
    return SYSCALL.call(libc, IO_URING_SETUP, entries, parameters);
  }

  /// io_uring_enter(2). Never one that holds the garbage collector up, for it may wait.
  public int enter(int ring, int submitted, int least, int flags, long argument, int bytes) {
    return SYSCALL.call(libc, IO_URING_ENTER, ring, submitted, least, flags, argument, bytes);
  }

  /// io_uring_register(2).
  public int register(int ring, int operation, long argument, int count) {
    return SYSCALL.call(libc, IO_URING_REGISTER, ring, operation, argument, count);
  }
}
