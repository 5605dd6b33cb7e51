package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Memory;
import java.io.IOException;

/// What the kernel is to do: the submission queue of a ring.
final class Submissions {
  static final int ENTRY_BYTES = 64;

  /// Of poll(2).
  static final int POLLIN = 1;

  private static final int POLL_ADD = 6;
  private static final int TIMEOUT = 11;
  private static final int ACCEPT = 13;
  private static final int CANCEL = 14;
  private static final int CLOSE = 19;
  private static final int SEND = 26;
  private static final int RECEIVE = 27;

  private static final int BUFFER_SELECT = 1 << 5;
  private static final int SILENT_SUCCESS = 1 << 6;
  private static final int ACCEPT_MULTISHOT = 1;
  private static final int RECEIVE_MULTISHOT = 1 << 1;
  private static final int POLL_MULTISHOT = 1;
  private static final int MSG_NOSIGNAL = 0x4000;

  private static final int FLAG_OVERFLOW = 1 << 1;
  private static final int FLAG_TASKRUN = 1 << 2;

  /// Of `struct io_uring_sqe`.
  private static final int DESCRIPTOR = 4;

  private static final int OFFSET = 8;
  private static final int ADDRESS = 16;
  private static final int LENGTH = 24;
  private static final int OPTIONS = 28;
  private static final int DATA = 32;
  private static final int GROUP = 40;
  private static final int REST = 48;

  private final RingMemory memory;
  private final Ring ring;
  private int tail;

  Submissions(RingMemory memory, Ring ring) {
    this.memory = memory;
    this.ring = ring;
  }

  /// Receives whatever comes, each time into a buffer of group 0, until it fails or is cancelled.
  void receive(int socket, long data) throws IOException {
    int flags = BUFFER_SELECT << 8 | RECEIVE_MULTISHOT << 16;
    add(RECEIVE | flags, socket, 0, 0, 0, data);
  }

  /// Sends what it can of these bytes, which must stay where they are until it completes. One at a
  /// time for each socket: several would go out in any order.
  void send(int socket, long address, int bytes, long data) throws IOException {
    add(SEND, socket, address, bytes, MSG_NOSIGNAL, data);
  }

  /// Accepts whoever comes, until it fails or is cancelled.
  void accept(int socket, long data) throws IOException {
    add(ACCEPT | ACCEPT_MULTISHOT << 16, socket, 0, 0, Libc.NONBLOCK_CLOEXEC, data);
  }

  /// Completes when the descriptor is ready for one of these events of poll(2).
  void poll(int descriptor, int events, long data) throws IOException {
    add(POLL_ADD, descriptor, 0, 0, events, data);
  }

  /// The same, each time when it becomes ready anew.
  void pollAlways(int descriptor, int events, long data) throws IOException {
    add(POLL_ADD, descriptor, 0, POLL_MULTISHOT, events, data);
  }

  /// Completes when the time is over.
  void timeout(long nanos, long data) throws IOException {
    add(TIMEOUT, -1, ring.time(nanos), 1, 0, data);
    ring.enter(); // which reads the time
  }

  /// Ends what was submitted with `data`, unless it is over: its own completion tells. By its data,
  /// for to find it by its descriptor takes a search through all.
  void cancel(long data) throws IOException {
    add(CANCEL | SILENT_SUCCESS << 8, -1, data, 0, 0, Requests.NOBODY);
  }

  void close(int descriptor) throws IOException {
    add(CLOSE | SILENT_SUCCESS << 8, descriptor, 0, 0, 0, Requests.NOBODY);
  }

  private void add(int operation, int descriptor, long address, int length, int options, long data)
      throws IOException {
    while (waiting() == memory.submissions) {
      publish();
      ring.enter();
    }
    long entry = memory.submissionEntries + (long) (tail++ & memory.submissions - 1) * ENTRY_BYTES;
    Memory.setInt(entry, operation);
    Memory.setInt(entry + DESCRIPTOR, descriptor);
    Memory.setLong(entry + OFFSET, 0);
    Memory.setLong(entry + ADDRESS, address);
    Memory.setInt(entry + LENGTH, length);
    Memory.setInt(entry + OPTIONS, options);
    Memory.setLong(entry + DATA, data);
    Memory.setLong(entry + GROUP, 0);
    Memory.setLong(entry + REST, 0);
    Memory.setLong(entry + REST + Long.BYTES, 0);
  }

  /// How many the kernel has not taken.
  int waiting() {
    return tail - Memory.getIntAcquire(memory.submissionHead);
  }

  /// The kernel may take all that were added.
  void publish() {
    Memory.setIntRelease(memory.submissionTail, tail);
  }

  /// Whether the kernel had no room for completions.
  boolean overflows() {
    return (Memory.getIntAcquire(memory.submissionFlags) & FLAG_OVERFLOW) != 0;
  }

  /// Whether something completes with the next call: it is the kernel's turn, or it had no room for
  /// completions.
  boolean kernelHasWork() {
    return (Memory.getIntAcquire(memory.submissionFlags) & (FLAG_TASKRUN | FLAG_OVERFLOW)) != 0;
  }
}
