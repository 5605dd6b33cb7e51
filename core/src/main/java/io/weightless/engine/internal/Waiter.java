package io.weightless.engine.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One strand's wait in a [WaitQueue], from [WaitQueue#add] until it is taken out, and what it
/// asked for. Its wait ends with that, or with what it is brought instead.
public sealed class Waiter<A extends @Nullable Object> extends Suspension<A>
    implements Suspension.Withdrawal permits Candidate {
  private final WaitQueue<A> queue;
  private final A asked;

  /// Its neighbours in the ring of its queue; null when it is out.
  private @Nullable Waiter<A> previous;

  @Nullable Waiter<A> next;

  Waiter(WaitQueue<A> queue, Strand strand, A asked) {
    super(strand, queue.awaited, null);
    this.queue = queue;
    this.asked = asked;
  }

  public final A asked() {
    return asked;
  }

  /// The one that came after it and is still there.
  public final @Nullable Waiter<A> next() {
    return queue.after(this);
  }

  /// Into a ring, behind `before`; or alone, behind itself.
  void link(Waiter<A> before) {
    previous = before;
    next = before == this ? this : before.next;
    before.next = this;
    Objects.requireNonNull(next).previous = this;
  }

  /// Out of its ring.
  ///
  /// @return the one before it; null when it was alone
  @Nullable Waiter<A> unlink() {
    Waiter<A> before = Objects.requireNonNull(previous);
    Objects.requireNonNull(next).previous = before;
    before.next = next;
    previous = null; // or one that is held would hold all those that came and went beside it
    next = null;
    return before == this ? null : before;
  }

  /// Waits until it is woken.
  ///
  /// @return what it asked for, or what it was brought
  public final A await() {
    return await(this);
  }

  /// Waits once more, in its old place.
  public final void awaitAgain() {
    rearm();
    await(this);
  }

  /// Out of the queue, and on with what it asked for.
  public final void wake() {
    wake(asked);
  }

  /// Out of the queue, and on with `brought`.
  public void wake(A brought) {
    remove();
    resume(brought);
  }

  /// Out of the queue, and on by throwing `failure` from its wait.
  public void wakeFailing(Throwable failure) {
    remove();
    fail(failure);
  }

  /// On, to look whether it can leave; it keeps its place meanwhile.
  public final void nudge() {
    resume(asked);
  }

  /// Takes it out. Nothing happens when it is out already.
  public final void remove() {
    queue.remove(this);
  }

  @Override
  public final boolean withdraw() {
    remove();
    queue.withdrawn(strand());
    return true;
  }
}
