package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.Waiter;
import io.weightless.reactor.Cancelled;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What one subscriber has of a [ChannelPublisher]: a task that receives what he asks for, and
/// gives it to him. The numbers in brackets are rules of Reactive Streams.
///
/// The subscriber writes what he wants from any thread, and the task reads it. Where that waits it
/// is woken, by one post at a time. It takes a value out of the source and gives it to the
/// subscriber in one go, so none gets lost between.
final class Publishing<T> implements Flow.Subscription {
  private final ReceiveEnd<T> source;
  private final Carrier carrier;
  private final Runnable closing;

  /// Null when it is over, for somebody may keep this for longer (3.13).
  private Flow.@Nullable Subscriber<? super T> subscriber;

  private final AtomicLong demand = new AtomicLong();

  /// Why it must not go on: what he asked for can't be asked for (3.9).
  private volatile @Nullable IllegalArgumentException refusal;

  /// Set by him, or when it is over.
  private volatile boolean cancelled;

  private final AtomicBoolean posted = new AtomicBoolean();

  /// While the task waits to be asked for something, or for the end.
  private @Nullable Waiter<@Nullable Object> idle;

  /// While the task waits for a value; brought null it does so no more.
  private @Nullable Waiter<@Nullable T> receiving;

  Publishing(ReceiveEnd<T> source, Runnable closing, Flow.Subscriber<? super T> subscriber) {
    this.source = source;
    this.carrier = source.carrier;
    this.closing = closing;
    this.subscriber = subscriber;
  }

  /// The task.
  void run() {
    var told = Objects.requireNonNull(subscriber);
    try {
      told.onSubscribe(this);
      T value = next(told);
      while (value != null) {
        told.onNext(value);
        value = next(told);
      }
      if (!cancelled) {
        tellEnd(told);
      }
    } finally {
      cancelled = true;
      subscriber = null;
      closing.run();
    }
  }

  /// Null when no more is to be published.
  private @Nullable T next(Flow.Subscriber<? super T> told) {
    try {
      awaitDemand();
      T value = isLeft() ? null : receive();
      if (value != null) {
        demand.getAndUpdate(asked -> asked == Long.MAX_VALUE ? asked : asked - 1); // (3.17)
      }
      return value;
    } catch (Cancelled e) {
      if (!cancelled) {
        told.onError(new CancellationException("its publisher was cancelled: " + e.getMessage()));
      }
      throw e;
    } catch (RuntimeException | Error e) { // of the comparator, that can't tell what comes first
      if (!cancelled) {
        told.onError(e);
      }
      throw e;
    }
  }

  private boolean isLeft() {
    return cancelled || refusal != null;
  }

  /// Waits while nothing is asked for, and the end has not come.
  private void awaitDemand() {
    Suspension.checkpoint();
    source.begin();
    while (demand.get() == 0 && !isLeft() && !source.isOver()) {
      idle = source.watchers().add(null);
      try {
        idle.await();
      } finally {
        idle = null;
      }
    }
  }

  /// Null at the end.
  private @Nullable T receive() {
    if (source.isReady()) {
      return source.isOver() ? null : source.take();
    }
    receiving = source.receivers.add(null);
    try {
      return receiving.await();
    } finally {
      receiving = null;
    }
  }

  private void tellEnd(Flow.Subscriber<? super T> told) {
    cancelled = true;
    if (refusal != null) {
      told.onError(refusal);
    } else if (source.ending() instanceof Ending.Failed failed) {
      told.onError(failed.cause());
    } else {
      told.onComplete();
    }
  }

  @Override
  public void request(long values) {
    if (values > 0) {
      demand.getAndUpdate(asked -> asked + values < 0 ? Long.MAX_VALUE : asked + values);
    } else if (refusal == null) {
      refusal =
          new IllegalArgumentException(
              "a subscriber asks for one value at least, not " + values + " (rule 3.9)");
    }
    if (!cancelled) {
      wake();
    }
  }

  @Override
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      wake();
    }
  }

  private void wake() {
    if (carrier.owned()) {
      look();
    } else if (posted.compareAndSet(false, true)) {
      carrier.post(this, this::look);
    }
  }

  /// He has said something.
  private void look() {
    posted.set(false);
    if (idle != null && (isLeft() || demand.get() > 0)) {
      idle.wake();
    }
    if (receiving != null && isLeft()) {
      receiving.wake();
    }
  }
}
