package io.weightless.sync;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tasks that wait for one thing, in the order in which they came, and what each asked for.
///
/// A list that is linked through the waiters themselves: whoever is woken or cancelled is out of it
/// at once, wherever it stood.
final class Waiters<A extends @Nullable Object> {
  /// More names than this tell a reader nothing new.
  private static final int MAX_NAMES = 10;

  private final Consumer<Strand> withdrawn;
  private @Nullable Waiter first;
  private @Nullable Waiter last;
  private int count;

  Waiters() {
    this(_ -> {});
  }

  /// @param withdrawn told of each task that is gone because its wait was cancelled
  Waiters(Consumer<Strand> withdrawn) {
    this.withdrawn = withdrawn;
  }

  /// One task's wait, from its [#add] until it is taken out.
  final class Waiter implements Suspension.Withdrawal {
    final A asked;
    private final Strand task = Strand.current();
    private Suspension<@Nullable Void> wait = new Suspension<>();
    private @Nullable Waiter previous;
    private @Nullable Waiter next;
    private boolean queued;

    private Waiter(A asked) {
      this.asked = asked;
    }

    Strand task() {
      return task;
    }

    @Nullable Waiter next() {
      return next;
    }

    /// Waits until it is woken.
    void await() {
      wait.await(this);
    }

    /// Waits once more, in its old place.
    void awaitAgain() {
      wait = new Suspension<>();
      wait.await(this);
    }

    /// Out of the queue, and on.
    void wake() {
      remove();
      wait.resume(null);
    }

    /// The same, by throwing `failure` from its wait.
    void fail(Throwable failure) {
      remove();
      wait.fail(failure);
    }

    /// On, to look whether it can leave; it keeps its place meanwhile.
    void nudge() {
      wait.resume(null);
    }

    boolean isNudged() {
      return wait.isSettled();
    }

    @Override
    public boolean withdraw() {
      remove();
      withdrawn.accept(task);
      return true;
    }

    void remove() {
      if (!queued) {
        return;
      }
      queued = false;
      count--;
      if (previous == null) {
        first = next;
      } else {
        previous.next = next;
      }
      if (next == null) {
        last = previous;
      } else {
        next.previous = previous;
      }
      previous = null; // or one that is held would hold all those that came and went beside it
      next = null;
    }
  }

  /// Puts the calling task behind all others; it then has to [Waiter#await].
  Waiter add(A asked) {
    Waiter waiter = new Waiter(asked);
    waiter.queued = true;
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

  boolean isEmpty() {
    return first == null;
  }

  @Nullable Waiter first() {
    return first;
  }

  int count() {
    return count;
  }

  void wakeAll() {
    while (first != null) {
      first.wake();
    }
  }

  /// `waiting: 'a', 'b'`, or `nobody waits`.
  @Override
  public String toString() {
    if (first == null) {
      return "nobody waits";
    }
    StringBuilder names = new StringBuilder("waiting: ").append(nameOf(first.task));
    Waiter at = first.next;
    for (int named = 1; at != null && named < MAX_NAMES; named++) {
      names.append(", ").append(nameOf(at.task));
      at = at.next;
    }
    return at == null
        ? names.toString()
        : names.append(" and ").append(count - MAX_NAMES).append(" more").toString();
  }

  static String nameOf(Strand task) {
    return "'" + task.name() + "'";
  }
}
