package io.weightless.channel;

import java.util.concurrent.Flow;

/// What one subscriber receives: of a [Broadcast], or of any [Flow.Publisher]. Close it to leave.
///
/// ```java
/// try (Subscription<Price> prices = Subscription.to(publisher, 64)) {
///   for (Price price : prices) {
///     chart.add(price);
///   }
/// }
/// ```
///
/// Several tasks may receive from one: they share what comes.
public abstract sealed class Subscription<T> extends ReceiveEnd<T> implements AutoCloseable
    permits BroadcastSubscription, PublisherSubscription {
  Subscription(int capacity) {
    super(new Fifo<>(capacity, false));
  }

  /// Subscribes to `publisher`, of whose values it keeps up to `batch`: it asks for that many, and
  /// for more when half of them were received.
  ///
  /// The publisher may signal from any thread. When it has completed, what came before can be
  /// received, and then comes the end; when it has failed, then comes [ChannelFailed] with its
  /// failure. One that sends more than it was asked for is left, and has failed.
  ///
  /// - **Waits**: never, nor does what asks for more.
  /// - **Cancelled**: nothing happens here; so close it, as above. The end of the reactor closes
  ///   it.
  /// - **Limit**: `batch`.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static <T> Subscription<T> to(Flow.Publisher<? extends T> publisher, int batch) {
    PublisherSubscription<T> subscription = new PublisherSubscription<>(Channel.positive(batch));
    publisher.subscribe(subscription.signals());
    return subscription;
  }

  /// Leaves: gets nothing more, and what it has not received is dropped. Those who wait to receive
  /// from it get [ChannelClosed], and those who wait to send because of it go on; a publisher sees
  /// that it has cancelled. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public final void close() {
    endBy(new Ending.Closed(Ending.caller()));
    leave();
    dropped += buffer.clear();
  }

  /// Gets nothing more.
  abstract void leave();

  @Override
  final boolean isOffered() {
    return false;
  }

  @Override
  final T takeOffered() {
    throw new IllegalStateException("unreachable: a subscriber is offered nothing");
  }

  /// How many values wait to be received.
  public final int behind() {
    lookOutside();
    return buffer.count;
  }

  @Override
  public final String toString() {
    String state = ending() == null ? "" : ", " + ending();
    return "Subscription["
        + buffer.count
        + " of "
        + buffer.capacity
        + state
        + "; "
        + (receivers.isEmpty() ? "" : "receivers ")
        + receivers
        + "]";
  }
}
