package io.weightless.component;

import io.weightless.channel.Channel;
import org.jspecify.annotations.Nullable;

/// Where a component sends. It does not know where that leads: whoever wires it does.
///
/// Where it leads nowhere, what is sent is discarded, if it was not told to [refuse][#refusing] or
/// to [keep][#keeping] it.
///
/// From Axon's outbox.
public final class Outlet<T> extends Port<T> {
  /// Null before the first send.
  private @Nullable Feed<T> feed;

  private boolean refuses;
  private int capacity;
  private long discarded;
  private boolean isAwaited = true;

  /// When it is the far end of one.
  private @Nullable Crossing<T> crossing;

  Outlet(Component<?, ?> owner, String description) {
    super(owner, description);
  }

  /// A send fails where this leads nowhere.
  public Outlet<T> refusing() {
    refuses = true;
    return this;
  }

  /// Where this leads nowhere, up to `most` values are kept until it does; then a send waits.
  ///
  /// @throws IllegalStateException when it is wired already
  public Outlet<T> keeping(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(this + " can't keep " + most + " values");
    }
    if (onward() != null || isFed()) {
      throw new IllegalStateException(this + " is wired already: say so when it is made");
    }
    capacity = most;
    route();
    return this;
  }

  /// Sends `value` to where this leads.
  ///
  /// - **Waits**: while there is no room; a cancellation point also when there is.
  /// - **Cancelled**: `value` was not taken.
  ///
  /// @throws NobodyReceives when the component that it leads to has ended
  /// @throws IllegalStateException when it leads nowhere, and is [#refusing]
  public void send(T value) {
    checkOpen();
    used().send(value);
  }

  /// Sends `value` if that needs no wait.
  ///
  /// - **Waits**: never.
  ///
  /// @return whether it was taken
  /// @throws NobodyReceives when the component that it leads to has ended
  /// @throws IllegalStateException when it leads nowhere, and is [#refusing]
  public boolean trySend(T value) {
    checkOpen();
    return used().trySend(value);
  }

  private Feed<T> used() {
    Feed<T> present = feed;
    if (present == null) {
      present = new Feed<>(this);
      present.lead(last());
      feed = present;
    }
    return present;
  }

  private void checkOpen() {
    if (hasEnded()) {
      throw new IllegalStateException(this + " was closed: nothing can be sent any more");
    }
  }

  /// Says that no more comes, before its component ends.
  ///
  /// - **Waits**: never.
  public void close() {
    end();
  }

  /// Whether the component that it leads to has ended: a send would throw [NobodyReceives].
  public boolean isAbandoned() {
    return last().isClosed();
  }

  /// How many values were sent where they led nowhere.
  public long discarded() {
    return discarded;
  }

  @Override
  @Nullable Feed<T> feed() {
    return feed;
  }

  @Override
  int capacity() {
    return capacity;
  }

  @Override
  boolean isAwaited() {
    return isAwaited;
  }

  void endOf(Crossing<T> from) {
    crossing = from;
  }

  @Override
  void wireCut() {
    owner().fedAnew();
  }

  @Override
  boolean isLeaving() {
    return crossing != null && crossing.isLeaving();
  }

  @Nullable Crossing<T> crossing() {
    return crossing;
  }

  /// For the far end of a crossing.
  void await(boolean something) {
    isAwaited = something;
  }

  @Override
  void fedAnew() {}

  @Override
  void came() {}

  /// It ends with its component, however many have passed their values through it.
  @Override
  void wireEnded() {
    owner().fedAnew();
  }

  @Override
  void desert(Wire wire) {
    deserted(wire);
    if (crossing != null) {
      crossing.desert();
    }
  }

  @Override
  void leadToEnd(Wire wire) {
    desert(wire);
  }

  @Override
  void checkKeeps() {
    if (refuses && capacity == 0) {
      throw refusal();
    }
  }

  private IllegalStateException refusal() {
    return new IllegalStateException(this + " is not wired, and refuses what is sent");
  }

  @Override
  void takeIn(Channel<T> kept) {
    if (storage() instanceof Channel<T> own && !own.isClosed()) {
      kept.moveTo(own);
    } else {
      while (next(kept) != null) {
        discarded++;
      }
    }
  }

  @Override
  void take(T value) {
    checkNotDeserted();
    if (refuses) {
      throw refusal();
    }
    discarded++;
  }
}
