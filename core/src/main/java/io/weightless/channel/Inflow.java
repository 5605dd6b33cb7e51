package io.weightless.channel;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.Waiter;
import org.jspecify.annotations.Nullable;

/// What a [Pump] receives, as long as its sink is open: the end of that ends a wait here.
///
/// A [Mailbox] tells nobody of its end, which is seen at the next value only.
final class Inflow<T> implements AutoCloseable {
  private final ReceiveEnd<T> source;

  /// Null when its end is none of ours.
  private @Nullable SendEnd<?> sink;

  /// While it waits for a value; brought null it does so no more.
  private @Nullable Waiter<@Nullable T> receiving;

  private final Runnable whenEnded = this::wake;

  Inflow(Source<T> source, Sink<?> sink) {
    this.source = (ReceiveEnd<T>) source; // there are no others
    if (!(sink instanceof Mailbox)) {
      SendEnd<?> watched = SendEnd.of(sink);
      watched.carrier.checkOwner();
      watched.whenEnded(whenEnded);
      this.sink = watched;
    }
  }

  /// How the sink has ended; null while it is open.
  @Nullable Ending sinkEnding() {
    return sink == null ? null : sink.ending();
  }

  /// The next value.
  ///
  /// @return null when the sink has ended before it came
  /// @throws ChannelClosed at the end of the source
  /// @throws ChannelFailed when that was failed
  @Nullable T receive() {
    Strand caller = Suspension.checkpoint(source.carrier);
    source.begin();
    if (sinkEnding() != null) {
      return null;
    }
    T value = source.isReady() ? null : awaited(caller);
    if (value == null && sinkEnding() != null) {
      return null;
    }
    value = source.arrived(value);
    if (value == null) {
      throw source.end();
    }
    return value;
  }

  private @Nullable T awaited(Strand caller) {
    receiving = source.receivers.add(caller, null);
    try {
      return receiving.await();
    } finally {
      receiving = null;
    }
  }

  private void wake() {
    if (receiving != null) {
      receiving.wake(null);
    }
  }

  /// From now on the sink may have ended.
  @Override
  public void close() {
    if (sink != null) {
      sink.forget(whenEnded);
      sink = null;
    }
  }
}
