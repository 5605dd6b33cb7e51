package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Memory;
import io.weightless.net.internal.linux.RingCalls;
import java.io.IOException;

/// One io_uring: its two queues, and the call that moves them.
///
/// With `DEFER_TASKRUN` nothing of it happens but inside of that call, so a step ends by itself,
/// and no other call of this thread is interrupted. The price is that it has one thread for life:
/// the one that enables it.
final class Ring {
  static final int ENTRIES = 256;
  private static final int COMPLETIONS = 2048;

  private static final int SETUP_CQSIZE = 1 << 3;
  private static final int SETUP_CLAMP = 1 << 4;
  private static final int SETUP_R_DISABLED = 1 << 6;
  private static final int SETUP_SUBMIT_ALL = 1 << 7;
  private static final int SETUP_TASKRUN_FLAG = 1 << 9;
  private static final int SETUP_SINGLE_ISSUER = 1 << 12;
  private static final int SETUP_DEFER_TASKRUN = 1 << 13;
  private static final int SETUP =
      SETUP_CQSIZE
          | SETUP_CLAMP
          | SETUP_R_DISABLED
          | SETUP_SUBMIT_ALL
          | SETUP_TASKRUN_FLAG
          | SETUP_SINGLE_ISSUER
          | SETUP_DEFER_TASKRUN;

  private static final int ENTER_GETEVENTS = 1;
  private static final int ENTER_EXT_ARG = 1 << 3;

  private static final int REGISTER_EVENTFD = 4;
  private static final int REGISTER_ENABLE_RINGS = 12;
  private static final int REGISTER_PBUF_RING = 22;

  /// Of `struct io_uring_params`.
  private static final int PARAMETER_BYTES = 120;

  private static final int PARAMETER_COMPLETIONS = 4;
  private static final int PARAMETER_FLAGS = 8;

  /// Of `struct io_uring_getevents_arg`, with the time that it points to behind it.
  private static final int ARGUMENT_BYTES = 24;

  private static final int ARGUMENT_TIME = 16;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

  final Submissions submissions;
  final Completions completions;
  private final Libc libc;
  private final RingCalls calls;
  private final int descriptor;
  private final RingMemory memory;
  private final long scratch;

  Ring(Libc libc) throws IOException {
    this.libc = libc;
    calls = new RingCalls(libc);
    scratch = Memory.map(libc, RingMemory.PAGE);
    Memory.setInt(scratch + PARAMETER_COMPLETIONS, COMPLETIONS);
    Memory.setInt(scratch + PARAMETER_FLAGS, SETUP);
    int made = calls.setup(ENTRIES, scratch);
    if (made < 0) {
      Memory.unmap(scratch, RingMemory.PAGE);
      throw Refusal.of(-made);
    }
    descriptor = made;
    try {
      memory = new RingMemory(libc, descriptor, scratch);
    } catch (IOException e) {
      Memory.unmap(scratch, RingMemory.PAGE);
      libc.close(descriptor);
      throw e;
    }
    submissions = new Submissions(memory, this);
    completions = new Completions(memory);
  }

  /// Makes the calling thread its own, for ever.
  void enable() throws IOException {
    Libc.check(calls.register(descriptor, REGISTER_ENABLE_RINGS, 0, 0));
  }

  /// Lets receives take their buffers from the ring at `address`, as their group 0.
  void registerBuffers(long address, int entries) throws IOException {
    long registration = scratch + PARAMETER_BYTES + Long.BYTES;
    Memory.setLong(registration, address);
    Memory.setInt(registration + Long.BYTES, entries);
    int result = calls.register(descriptor, REGISTER_PBUF_RING, registration, 1);
    if (result < 0) {
      throw Refusal.of(-result);
    }
  }

  /// The event is signalled whenever there is something to complete.
  void registerEvent(int event) throws IOException {
    long place = scratch + PARAMETER_BYTES + Long.BYTES;
    Memory.setInt(place, event);
    Libc.check(calls.register(descriptor, REGISTER_EVENTFD, place, 1));
  }

  /// Whether [#enter] would do anything.
  boolean hasToEnter() {
    return submissions.waiting() > 0 || submissions.kernelHasWork();
  }

  /// Submits, and lets the kernel complete what it can now. A look costs a system call only if it
  /// [has to][#hasToEnter].
  void enter() throws IOException {
    enter(0, ENTER_GETEVENTS, 0, 0);
  }

  /// Submits, and waits until something completes.
  void await(long nanos) throws IOException {
    if (nanos == Long.MAX_VALUE) {
      enter(1, ENTER_GETEVENTS, 0, 0);
      return;
    }
    Memory.setLong(scratch, 0);
    Memory.setLong(scratch + Long.BYTES, 0);
    Memory.setLong(scratch + ARGUMENT_TIME, time(nanos));
    enter(1, ENTER_GETEVENTS | ENTER_EXT_ARG, scratch, ARGUMENT_BYTES);
  }

  /// @return the address of a `struct __kernel_timespec`, until the next one
  long time(long nanos) {
    long time = scratch + ARGUMENT_BYTES;
    Memory.setLong(time, Math.min(nanos / NANOS_PER_SECOND, LONGEST_SECONDS));
    Memory.setLong(time + Long.BYTES, nanos % NANOS_PER_SECOND);
    return time;
  }

  /// That the time is over, that a signal came, or that completions have to be taken first, is no
  /// failure: what could not be submitted now is with the next call.
  private void enter(int least, int flags, long argument, int bytes) throws IOException {
    submissions.publish();
    int result = calls.enter(descriptor, submissions.waiting(), least, flags, argument, bytes);
    if (result != -Errno.ETIME
        && result != -Errno.EINTR
        && result != -Errno.EBUSY
        && result != -Errno.EAGAIN) {
      Libc.check(result);
    }
  }

  /// Ends all that is under way. The order matters: mapped, it would live on, and all its sockets.
  void close() throws IOException {
    memory.unmap();
    Memory.unmap(scratch, RingMemory.PAGE);
    libc.close(descriptor);
  }
}
