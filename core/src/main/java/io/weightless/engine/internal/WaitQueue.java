package io.weightless.engine.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The strands that wait for one thing, in the order in which they came, and what each asked for.
///
/// A ring that is linked through the waiters themselves: whoever is woken or cancelled is out of it
/// at once, wherever it stood. The queue knows the last one only, whose next is the first: it lives
/// long, and a collector makes each store of a young object into an old one dear.
public final class WaitQueue<A extends @Nullable Object> {
  /// More names than this tell a reader nothing new.
  private static final int MAX_NAMES = 10;

  /// What all of them wait for, for reports.
  final Object awaited;

  private final @Nullable Consumer<Strand> whenWithdrawn;
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
    waiter.link(last == null ? waiter : last);
    last = waiter;
    count++;
    return waiter;
  }

  @SuppressWarnings("ReferenceEquality") // it is that one or it is not
  void remove(Waiter<A> waiter) {
    if (waiter.next == null) {
      return; // it is out already
    }
    count--;
    Waiter<A> before = waiter.unlink();
    if (waiter == last) {
      last = before;
    }
  }

  void withdrawn(Strand strand) {
    if (whenWithdrawn != null) {
      whenWithdrawn.accept(strand);
    }
  }

  public boolean isEmpty() {
    return last == null;
  }

  public @Nullable Waiter<A> first() {
    return last == null ? null : last.next;
  }

  /// The one that came after `waiter`, which is in it.
  @SuppressWarnings("ReferenceEquality") // it is that one or it is not
  @Nullable Waiter<A> after(Waiter<A> waiter) {
    return waiter == last ? null : waiter.next;
  }

  public int count() {
    return count;
  }

  public void wakeAll() {
    for (Waiter<A> first = first(); first != null; first = first()) {
      first.wake();
    }
  }

  /// All go on with `brought`, whatever they asked for.
  public void wakeAll(A brought) {
    for (Waiter<A> first = first(); first != null; first = first()) {
      first.wake(brought);
    }
  }

  /// `waiting: 'a', 'b'`, or `nobody waits`.
  @Override
  public String toString() {
    Waiter<A> at = first();
    if (at == null) {
      return "nobody waits";
    }
    StringBuilder names = new StringBuilder("waiting: ").append(at.strand().quotedName());
    at = after(at);
    for (int named = 1; at != null && named < MAX_NAMES; named++) {
      names.append(", ").append(at.strand().quotedName());
      at = after(at);
    }
    return at == null
        ? names.toString()
        : names.append(" and ").append(count - MAX_NAMES).append(" more").toString();
  }
}
