package io.weightless.channel;

/// What one subscriber of a [Broadcast] receives. Close it to leave.
///
/// Several tasks may receive from one: they share what comes.
public final class Subscription<T> extends ReceiveEnd<T> implements AutoCloseable {
  private final Broadcast<T> broadcast;

  Subscription(Broadcast<T> broadcast, int capacity) {
    super(new Fifo<>(capacity, false));
    this.broadcast = broadcast;
  }

  /// Leaves: gets nothing more, and what it has not received is dropped. Those who wait to receive
  /// from it get [ChannelClosed], and those who wait to send because of it go on. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public void close() {
    endBy(new Ending.Closed(Ending.caller()));
    broadcast.leave(this);
    dropped += buffer.clear();
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

  @Override
  boolean isOffered() {
    return false;
  }

  @Override
  T takeOffered() {
    throw new IllegalStateException("unreachable: a subscriber is offered nothing");
  }

  /// How many values wait to be received.
  public int behind() {
    return buffer.count;
  }

  @Override
  public String toString() {
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
