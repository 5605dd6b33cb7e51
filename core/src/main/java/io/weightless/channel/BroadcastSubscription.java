package io.weightless.channel;

/// What one subscriber of a [Broadcast] receives.
final class BroadcastSubscription<T> extends Subscription<T> {
  private final Broadcast<T> broadcast;

  BroadcastSubscription(Broadcast<T> broadcast, int capacity) {
    super(capacity);
    this.broadcast = broadcast;
  }

  @Override
  void leave() {
    broadcast.leave(this);
  }

  boolean isFull() {
    return buffer.count == buffer.capacity;
  }

  @Override
  void roomMade() {
    if (buffer.count == buffer.capacity - 1) {
      broadcast.roomMade();
    }
  }
}
