package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// A strand's place in a [WaitQueue] while it waits for the first of several things: who wakes it
/// need not know.
final class Candidate<A extends @Nullable Object> extends Waiter<A> {
  private final Selection selection;

  /// Which of the ways out of the selection it is.
  private final int way;

  Candidate(WaitQueue<A> queue, A asked, Selection selection, int way) {
    super(queue, selection.strand(), asked);
    this.selection = selection;
    this.way = way;
  }

  @Override
  public void wake(A brought) {
    remove();
    selection.win(way, brought);
  }

  @Override
  public void wakeFailing(Throwable failure) {
    remove();
    selection.lose(way, failure);
  }
}
