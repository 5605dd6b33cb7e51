package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Memory;

/// What the kernel has done: the completion queue of a ring.
final class Completions {
  static final int ENTRY_BYTES = 16;

  /// What was submitted goes on; without it this is its end, and nothing else is.
  static final int MORE = 1 << 1;

  /// Of `struct io_uring_cqe`.
  private static final int RESULT = 8;

  private static final int FLAGS = 12;

  private static final int BUFFER = 1;
  private static final int BUFFER_SHIFT = 16;

  private final RingMemory memory;
  private int head;

  Completions(RingMemory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return head == Memory.getIntAcquire(memory.completionTail);
  }

  /// What the first one was submitted with. As all that follows, only when there is one.
  long data() {
    return Memory.getLong(first());
  }

  /// What the system call would have returned, or the negative number of an error.
  int result() {
    return Memory.getInt(first() + RESULT);
  }

  int flags() {
    return Memory.getInt(first() + FLAGS);
  }

  private long first() {
    return memory.completionEntries + (long) (head & memory.completions - 1) * ENTRY_BYTES;
  }

  /// The first one is done with.
  void remove() {
    head++;
  }

  /// The kernel may use the places of those that were removed.
  void publish() {
    Memory.setIntRelease(memory.completionHead, head);
  }

  /// The buffer that `flags` say was used, or -1.
  static int buffer(int flags) {
    return (flags & BUFFER) == 0 ? -1 : flags >>> BUFFER_SHIFT;
  }
}
