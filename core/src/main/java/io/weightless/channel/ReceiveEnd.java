package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where values lie until they are received, and who waits to receive.
///
/// Whoever waits is brought a value; or null, when the end came.
abstract sealed class ReceiveEnd<T> implements Source<T>, Measured
    permits Channel, Mailbox, Subscription {
  // I1 while somebody waits, nothing is there.

  final Carrier carrier = Carrier.current();
  final Buffer<T> buffer;
  final WaitQueue<@Nullable T> receivers;
  long received;
  long dropped;

  /// Those who wait for the end, and for no value; null as long as nobody has.
  private @Nullable WaitQueue<@Nullable Object> watchers;

  /// Null, then closed, then perhaps failed; or failed at once.
  private @Nullable Ending ending;

  ReceiveEnd(Buffer<T> buffer) {
    this.buffer = buffer;
    receivers = new WaitQueue<>(Awaited.of("a value of ", this, isForeign()));
  }

  /// Whether values come from another thread.
  boolean isForeign() {
    return false;
  }

  /// Takes in what has come meanwhile; before every look.
  void lookOutside() {}

  /// A task is about to receive; it may have to let others have a turn.
  void begin() {}

  /// A value was taken out of the buffer.
  abstract void roomMade();

  /// Whether one can be had that is not in the buffer, but with somebody who waits to send it.
  abstract boolean isOffered();

  /// Takes the one that is offered.
  abstract T takeOffered();

  final @Nullable Ending ending() {
    return ending;
  }

  /// Whether a receive need not wait.
  final boolean isReady() {
    lookOutside();
    return buffer.count > 0 || isOffered() || ending != null;
  }

  /// Whether the end is the next that comes.
  final boolean isOver() {
    lookOutside();
    return ending instanceof Ending.Failed || (ending != null && buffer.count == 0 && !isOffered());
  }

  /// For who waits for the end; it may be there already.
  final WaitQueue<@Nullable Object> watchers() {
    WaitQueue<@Nullable Object> present = watchers;
    if (present == null) {
      present = new WaitQueue<>(Awaited.of("demand for what comes out of ", this, true));
      watchers = present;
    }
    return present;
  }

  /// Whether a value can be put in.
  final boolean hasRoom() {
    return buffer.hasRoom() || !receivers.isEmpty();
  }

  /// Gives `value` to the one who has waited longest, or keeps it; there is room.
  final void put(T value) {
    var receiver = receivers.first();
    if (receiver != null) {
      received(receiver.strand());
      receiver.wake(value);
    } else if (buffer.add(value)) {
      dropped++;
    }
  }

  @Override
  public ChannelStatistics statistics() {
    return new ChannelStatistics(
        buffer.capacity,
        buffer.count,
        0,
        receivers.count(),
        received + dropped + buffer.count,
        received,
        dropped);
  }

  @Override
  public final T receive() {
    T value = receiveOrEnd();
    if (value == null) {
      throw end();
    }
    return value;
  }

  @Override
  public final @Nullable T tryReceive() {
    carrier.checkOwner();
    if (!isReady()) {
      return null;
    }
    T value = take();
    if (value == null) {
      throw end();
    }
    return value;
  }

  @Override
  public final Iterator<T> iterator() {
    return new Arrivals<>(this);
  }

  /// Null at the end.
  final @Nullable T receiveOrEnd() {
    Strand caller = Suspension.checkpoint(carrier);
    begin();
    return isReady() ? take() : arrived(receivers.add(caller, null).await());
  }

  /// For one that has waited.
  ///
  /// @param brought null when the end came
  /// @return null at the end
  final @Nullable T arrived(@Nullable T brought) {
    return brought == null ? take() : brought;
  }

  /// What is there now; null at the end.
  final @Nullable T take() {
    if (ending instanceof Ending.Failed failed) {
      throw failed.refusal("can't receive from " + this);
    }
    T value = null;
    if (buffer.count > 0) {
      value = buffer.remove();
      received(null);
      roomMade();
    } else if (isOffered()) {
      value = takeOffered();
      received(null);
    }
    tellWatchers();
    return value;
  }

  /// @param by null for whoever runs now
  final void received(@Nullable Strand by) {
    received++;
    carrier.watching.received(this, by);
  }

  /// They don't receive, so what is left for the end was perhaps taken by others.
  private void tellWatchers() {
    if (watchers != null && !watchers.isEmpty() && isOver()) {
      watchers.wakeAll();
    }
  }

  final RuntimeException end() {
    return Objects.requireNonNull(ending).refusal(nothingLeft());
  }

  final String nothingLeft() {
    return "nothing is left in " + this;
  }

  /// @return whether that changed anything
  final boolean endBy(Ending how) {
    carrier.checkOwner();
    if (!how.endsAfter(ending)) {
      return false;
    }
    ending = how;
    if (how instanceof Ending.Failed) {
      dropped += buffer.clear();
    }
    receivers.wakeAll(null);
    if (watchers != null) {
      watchers.wakeAll();
    }
    return true;
  }
}
