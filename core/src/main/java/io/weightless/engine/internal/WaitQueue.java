package io.weightless.engine.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The strands that wait for one thing, in the order in which they came, and what each asked for.
///
/// A list that is linked through the waiters themselves: whoever is woken or cancelled is out of it
/// at once, wherever it stood.
public final class WaitQueue<A extends @Nullable Object> {
  /// More names than this tell a reader nothing new.
  private static final int MAX_NAMES = 10;

  /// What all of them wait for, for reports.
  final Object awaited;

  private final @Nullable Consumer<Strand> whenWithdrawn;
  private @Nullable Waiter<A> first;
  private @Nullable Waiter<A> last;
  private int count;

  /// @param awaited what all of them wait for; reports show its `toString`
  public WaitQueue(Object awaited) {
    this(awaited, null);
  }

  /// @param whenWithdrawn told of each strand that is gone because its wait was cancelled
  public WaitQueue(Object awaited, @Nullable Consumer<Strand> whenWithdrawn) {
    this.awaited = awaited;
    this.whenWithdrawn = whenWithdrawn;
  }

  /// Puts the calling strand behind all others; it then has to [Waiter#await].
  ///
  /// @throws Pinned when it has promised not to wait: before anything was asked for
  public Waiter<A> add(A asked) {
    return add(Strand.current(), asked);
  }

  /// The same for who knows the calling strand.
  public Waiter<A> add(Strand caller, A asked) {
    caller.checkMayWait();
    return add(new Waiter<>(this, caller, asked));
  }

  Waiter<A> add(Waiter<A> waiter) {
    waiter.previous = last;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
    count++;
    return waiter;
  }

  @SuppressWarnings("ReferenceEquality") // it is that one or it is not
  void remove(Waiter<A> waiter) {
    if (waiter.previous == null && first != waiter) {
      return; // it is out already
    }
    count--;
    if (waiter.previous == null) {
      first = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next == null) {
      last = waiter.previous;
    } else {
      waiter.next.previous = waiter.previous;
    }
    waiter.previous = null; // or one that is held would hold all those that came and went beside it
    waiter.next = null;
  }

  void withdrawn(Strand strand) {
    if (whenWithdrawn != null) {
      whenWithdrawn.accept(strand);
    }
  }

  public boolean isEmpty() {
    return first == null;
  }

  public @Nullable Waiter<A> first() {
    return first;
  }

  public int count() {
    return count;
  }

  public void wakeAll() {
    while (first != null) {
      first.wake();
    }
  }

  /// All go on with `brought`, whatever they asked for.
  public void wakeAll(A brought) {
    while (first != null) {
      first.wake(brought);
    }
  }

  /// `waiting: 'a', 'b'`, or `nobody waits`.
  @Override
  public String toString() {
    if (first == null) {
      return "nobody waits";
    }
    StringBuilder names = new StringBuilder("waiting: ").append(first.strand().quotedName());
    Waiter<A> at = first.next;
    for (int named = 1; at != null && named < MAX_NAMES; named++) {
      names.append(", ").append(at.strand().quotedName());
      at = at.next;
    }
    return at == null
        ? names.toString()
        : names.append(" and ").append(count - MAX_NAMES).append(" more").toString();
  }
}
