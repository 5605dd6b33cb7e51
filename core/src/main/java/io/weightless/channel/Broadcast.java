package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Gives each value to everybody who has subscribed.
///
/// ```java
/// Broadcast<Price> prices = Channel.broadcast(16);
/// scope.start("chart", () -> {
///   try (Subscription<Price> all = prices.subscribe()) {
///     all.forEach(chart::add);
///   }
/// });
/// prices.send(price);                   // waits while one of them is 16 behind
/// ```
///
/// - **Order**: each subscriber gets every value that was taken after it came, in the same order.
///   Without subscribers a value is taken, and dropped.
/// - **Waits**: a send waits while one subscriber has no room. One that does not receive holds all
///   up until it leaves; so receive, or leave.
/// - **Limit**: its capacity, for each subscriber.
/// - **Cost**: of a send, linear in the number of subscribers; no object where nobody waits.
///
/// Closed, each subscriber gets what it was sent before, and then the end.
public final class Broadcast<T> extends SendEnd<T> implements Sink<T>, Measured {
  private final int capacity;
  private final List<BroadcastSubscription<T>> subscribers = new ArrayList<>();

  /// How many of them have no room.
  private int full;

  private @Nullable Ending ending;

  Broadcast(int capacity) {
    super(Carrier.current());
    this.capacity = capacity;
  }

  /// Comes in: gets every value that is taken from now on, until it is closed. After the end it
  /// finds the end.
  ///
  /// - **Waits**: never.
  public Subscription<T> subscribe() {
    carrier.checkOwner();
    BroadcastSubscription<T> subscription = new BroadcastSubscription<>(this, capacity);
    if (ending == null) {
      subscribers.add(subscription);
    } else {
      subscription.endBy(ending);
    }
    return subscription;
  }

  /// Publishes it to everybody who subscribes, each by a task of `scope`: what is sent from then
  /// on, or from when its reactor hears of a subscriber on another thread. For each of them it is
  /// as in [Source#toPublisher]; who cancels leaves, and what it was not asked for is dropped.
  ///
  /// @throws IllegalStateException when it belongs to another reactor
  public Flow.Publisher<T> toPublisher(Scope scope) {
    carrier.checkOwner();
    return new ChannelPublisher<>(scope, carrier, this::subscribe, Subscription::close);
  }

  /// How many have subscribed, and not left.
  public int subscribers() {
    return subscribers.size();
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
    carrier.checkOwner();
    if (how.endsAfter(ending)) {
      ending = how;
      subscribers.forEach(subscription -> subscription.endBy(how));
      tellEnd();
    }
  }

  @Override
  public boolean isClosed() {
    return ending != null;
  }

  /// For one that has no value to receive any more.
  void leave(BroadcastSubscription<T> subscription) {
    if (subscribers.remove(subscription) && subscription.isFull()) {
      roomMade();
    }
  }

  /// For one that was full.
  void roomMade() {
    full--;
    admit();
  }

  @Override
  boolean hasRoom() {
    return full == 0;
  }

  @Override
  void put(T value) {
    for (int i = 0; i < subscribers.size(); i++) { // an iterator would be an object for each value
      BroadcastSubscription<T> subscription = subscribers.get(i);
      subscription.put(value);
      if (subscription.isFull()) {
        full++;
      }
    }
  }

  @Override
  @Nullable Ending ending() {
    return ending;
  }

  @Override
  public ChannelStatistics statistics() {
    long dropped = 0;
    int receiving = 0;
    for (BroadcastSubscription<T> one : subscribers) {
      dropped += one.dropped;
      receiving += one.receivers.count();
    }
    return new ChannelStatistics(capacity, 0, senders.count(), receiving, sent, 0, dropped);
  }

  @Override
  public String toString() {
    String state = ending == null ? "" : ", " + ending;
    String behind = full == 0 ? "" : ", " + full + " of them without room";
    return "Broadcast["
        + subscribers.size()
        + " subscribers of "
        + capacity
        + behind
        + state
        + "; "
        + (senders.isEmpty() ? "" : "senders ")
        + senders
        + "]";
  }
}
