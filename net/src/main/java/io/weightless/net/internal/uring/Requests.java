package io.weightless.net.internal.uring;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who has requests under way, and who has some to submit.
///
/// What a request is submitted with names its requester by a slot, and by how many had that slot
/// before. A slot is kept until the last request has completed.
final class Requests {
  /// For requests whose completions are nobody's business.
  static final long NOBODY = 0;

  private static final int KIND_BITS = 6;
  private static final int GENERATION_SHIFT = 32;

  private @Nullable Requester[] requesters = new Requester[64];
  private int[] generations = new int[64];
  private int[] free = new int[64];
  private int freed;
  private int used;
  private final ArrayDeque<Requester> changed = new ArrayDeque<>();

  /// Gives it a slot.
  int add(Requester requester) {
    int slot = freed > 0 ? free[--freed] : used++;
    if (slot == requesters.length) {
      requesters = Arrays.copyOf(requesters, 2 * slot);
      generations = Arrays.copyOf(generations, 2 * slot);
      free = Arrays.copyOf(free, 2 * slot);
    }
    requesters[slot] = requester;
    return slot;
  }

  void remove(int slot) {
    requesters[slot] = null;
    generations[slot]++;
    free[freed++] = slot;
  }

  /// How many have slots.
  int count() {
    return used - freed;
  }

  /// What a request of this kind is submitted with.
  long data(int slot, int kind) {
    return (long) generations[slot] << GENERATION_SHIFT | (long) slot << KIND_BITS | kind;
  }

  static int kind(long data) {
    return (int) data & Requester.KINDS;
  }

  /// Null when it is nobody's.
  @Nullable Requester find(long data) {
    int slot = (int) data >>> KIND_BITS;
    boolean isCurrent = generations[slot] == (int) (data >>> GENERATION_SHIFT);
    return kind(data) == 0 || !isCurrent ? null : requesters[slot];
  }

  /// It is to submit something, with the next step.
  void change(Requester requester) {
    changed.add(requester);
  }

  boolean hasChanged() {
    return !changed.isEmpty();
  }

  void submit(Submissions submissions) throws IOException {
    Requester next;
    while ((next = changed.poll()) != null) {
      next.submit(submissions);
    }
  }

  /// For the end of the reactor.
  void closeAll() throws IOException {
    for (int slot = 0; slot < used; slot++) {
      Requester requester = requesters[slot];
      if (requester != null) {
        requester.closeNow();
      }
    }
  }

  /// There is a new ring.
  void lost() {
    for (int slot = 0; slot < used; slot++) {
      Requester requester = requesters[slot];
      if (requester != null) {
        requester.lost();
      }
    }
  }
}
