package io.weightless.channel;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hands values over from tasks to tasks: what one sends, one receives.
///
/// ```java
/// Channel<Order> orders = Channel.buffered(64);
/// scope.start("reader", () -> {
///   for (Order order = next(); order != null; order = next()) {
///     orders.send(order);               // waits while 64 of them wait
///   }
///   orders.close();
/// });
/// for (Order order : orders) {          // until it is closed and empty
///   ship(order);
/// }
/// ```
///
/// Give each side the end that it needs, as a [Sink] or a [Source]. Any number of tasks may send
/// and receive.
///
/// - **Order**: who waits is served first come, first served, on both sides. A hand-over switches
///   to nobody: whoever came last goes on, and the other one is ready.
/// - **Limit**: its capacity, then senders wait.
/// - **Cost**: constant ([#prioritised]: logarithmic); no object for a value, one for each wait.
///
/// From Stackless's channels, and Evergreen's channels and queues.
public final class Channel<T> extends ReceiveEnd<T> implements Sink<T> {
  private final SendEnd<T> sendEnd = new Sending();

  private Channel(Buffer<T> buffer) {
    super(buffer);
  }

  /// One that keeps nothing: each send waits until its value is received.
  public static <T> Channel<T> rendezvous() {
    return new Channel<>(new Fifo<>(0, false));
  }

  /// One that keeps up to `capacity` values: first in, first out.
  public static <T> Channel<T> buffered(int capacity) {
    return new Channel<>(new Fifo<>(positive(capacity), false));
  }

  /// One that keeps the newest value only: a send replaces one that was not received yet, and never
  /// waits. For what is soon out of date, as positions and progress.
  public static <T> Channel<T> conflating() {
    return new Channel<>(new Fifo<>(1, true));
  }

  /// One that keeps up to `capacity` values: the least first, and among equals the one that was
  /// taken first. Those who wait to send are served in the order in which they came, whatever they
  /// send. What `order` throws is thrown to whoever calls: the one whose value it can't order, or
  /// one who receives, when it fails to tell which comes next; the values stay.
  public static <T> Channel<T> prioritised(int capacity, Comparator<? super T> order) {
    return new Channel<>(new Sorted<>(positive(capacity), Objects.requireNonNull(order)));
  }

  /// One that keeps up to `capacity` values: last in, first out.
  public static <T> Channel<T> stacked(int capacity) {
    return new Channel<>(new Lifo<>(positive(capacity)));
  }

  /// One that gives each value to everybody who has subscribed, and keeps up to `capacity` values
  /// for each of them.
  public static <T> Broadcast<T> broadcast(int capacity) {
    return new Broadcast<>(positive(capacity));
  }

  static int positive(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a buffer needs room for a value at least, not "
              + capacity
              + "; without a buffer it is Channel.rendezvous()");
    }
    return capacity;
  }

  /// The other end of this very channel.
  private final class Sending extends SendEnd<T> {
    Sending() {
      super(Channel.this.carrier);
    }

    @Override
    boolean hasRoom() {
      return Channel.this.hasRoom();
    }

    @Override
    void put(T value) {
      Channel.this.put(value);
    }

    @Override
    @Nullable Ending ending() {
      return Channel.this.ending();
    }

    @Override
    Object channel() {
      return Channel.this;
    }

    @Override
    public String toString() {
      return Channel.this.toString();
    }
  }

  SendEnd<T> sendEnd() {
    return sendEnd;
  }

  @Override
  public void send(T value) {
    sendEnd.send(value);
  }

  @Override
  public boolean trySend(T value) {
    return sendEnd.trySend(value);
  }

  @Override
  public void close() {
    end(new Ending.Closed(Ending.caller()));
  }

  @Override
  public void fail(Throwable cause) {
    end(new Ending.Failed(Ending.caller(), Objects.requireNonNull(cause)));
  }

  private void end(Ending how) {
    if (endBy(how)) {
      sendEnd.tellEnd();
    }
  }

  @Override
  public boolean isClosed() {
    return ending() != null;
  }

  /// Moves all that is here to `other`, behind what is kept there: what is kept, and what others
  /// wait to send. It is taken beyond the limit if it must be; then there is no room until less is
  /// kept. (As Axon does when boxes are linked anew.)
  ///
  /// - **Waits**: never. Those who wait to receive here go on waiting.
  ///
  /// @throws ChannelClosed when `other` was closed: nothing has moved
  /// @throws ChannelFailed when one of them was failed
  public void moveTo(Channel<? super T> other) {
    carrier.checkOwner();
    other.sendEnd.checkOpen();
    while (other != this && (buffer.count > 0 || isOffered())) {
      other.sendEnd.take(Objects.requireNonNull(take()));
    }
  }

  /// How many wait to send; or, below zero, to receive. (Stackless's `balance`.)
  public int balance() {
    return sendEnd.senders.count() - receivers.count();
  }

  @Override
  public ChannelStatistics statistics() {
    return new ChannelStatistics(
        buffer.capacity,
        buffer.count,
        sendEnd.senders.count(),
        receivers.count(),
        sendEnd.sent,
        received,
        dropped);
  }

  @Override
  void roomMade() {
    sendEnd.admit();
  }

  /// Without a buffer there are only those who wait; with one they wait while it is full.
  @Override
  boolean isOffered() {
    return !sendEnd.senders.isEmpty();
  }

  @Override
  T takeOffered() {
    var sender = Objects.requireNonNull(sendEnd.senders.first());
    T value = Objects.requireNonNull(sender.asked());
    sendEnd.sent++;
    carrier.watching.sent(this, sender.strand());
    sender.wake();
    return value;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Channel[").append(buffer.kind());
    if (buffer.capacity > 0) {
      text.append(", ").append(buffer.count).append(" of ").append(buffer.capacity);
    }
    if (ending() != null) {
      text.append(", ").append(ending());
    }
    if (balance() == 0 && receivers.isEmpty()) {
      return text.append("; nobody waits]").toString();
    }
    if (!sendEnd.senders.isEmpty()) {
      text.append("; senders ").append(sendEnd.senders);
    }
    if (!receivers.isEmpty()) {
      text.append("; receivers ").append(receivers);
    }
    return text.append(']').toString();
  }
}
