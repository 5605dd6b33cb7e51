package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where values are sent, and who waits to send.
///
/// Whoever waits asks with his value, and is brought it when it was taken; or null, when the end
/// came.
abstract class SendEnd<T> {
  // I1 while somebody waits, there is no room.

  /// A task that sends without ever waiting is looked at each time, and twice before it gives way.
  private static final int SENDS_PER_LOOK = 1_024;

  final Carrier carrier;
  final WaitQueue<@Nullable T> senders;
  long sent;

  /// To be run at the end; null as long as there is none.
  private @Nullable List<Runnable> notices;

  /// The turn of the last look.
  private long looked = -1;

  SendEnd(Carrier carrier) {
    this.carrier = carrier;
    senders = new WaitQueue<>(Awaited.of("room in ", this, false));
  }

  static <T> SendEnd<T> of(Sink<T> sink) {
    return switch (sink) {
      case Channel<T> channel -> channel.sendEnd();
      case Broadcast<T> broadcast -> broadcast;
      case Mailbox<T> mailbox ->
          throw new IllegalArgumentException(
              "a select can't send to " + mailbox + ": it could not take it back in time");
    };
  }

  /// Whether `put` can be called.
  abstract boolean hasRoom();

  abstract void put(T value);

  /// Null while it is open.
  abstract @Nullable Ending ending();

  /// Whether a send need not wait.
  final boolean isReady() {
    return hasRoom() || ending() != null;
  }

  public final void send(T value) {
    Objects.requireNonNull(value, "a channel takes no null");
    Strand caller = Suspension.checkpoint(carrier);
    if (isReady()) {
      pass(value);
    } else {
      checkTaken(senders.add(caller, value).await());
    }
  }

  public final boolean trySend(T value) {
    Objects.requireNonNull(value, "a channel takes no null");
    carrier.checkOwner();
    boolean ready = isReady();
    if (ready) {
      take(value);
    }
    return ready;
  }

  /// Sends `value` now, and lets others have a turn now and then.
  final void pass(T value) {
    take(value);
    if (sent % SENDS_PER_LOOK == 0) {
      long turn = carrier.turns();
      if (looked == turn) {
        Suspension.giveWay();
      }
      looked = turn;
    }
  }

  /// Has `notice` run when the end comes.
  final void whenEnded(Runnable notice) {
    List<Runnable> present = notices == null ? new ArrayList<>() : notices;
    present.add(notice);
    notices = present;
  }

  final void forget(Runnable notice) {
    if (notices != null) {
      notices.remove(notice);
    }
  }

  /// The end has come.
  final void tellEnd() {
    senders.wakeAll(null);
    if (notices != null) {
      List.copyOf(notices).forEach(Runnable::run);
    }
  }

  /// For one that has waited.
  ///
  /// @param taken null when its value was not
  final void checkTaken(@Nullable Object taken) {
    if (taken == null) {
      checkOpen();
    }
  }

  final void take(T value) {
    checkOpen();
    put(value);
    sent++;
    carrier.watching.sent(channel(), null);
  }

  /// Of which this is an end, for those who watch.
  Object channel() {
    return this;
  }

  final void checkOpen() {
    Ending ending = ending();
    if (ending != null) {
      throw ending.refusal("can't send to " + this);
    }
  }

  /// Takes the values of those who wait, in the order in which they came, while there is room.
  final void admit() {
    var sender = senders.first();
    while (sender != null && hasRoom()) {
      try {
        put(Objects.requireNonNull(sender.asked()));
        sent++;
        carrier.watching.sent(channel(), sender.strand());
        sender.wake();
      } catch (RuntimeException | Error e) { // of the comparator, that can't take its value
        sender.wakeFailing(e);
      }
      sender = senders.first();
    }
    assert senders.isEmpty() || !hasRoom(); // I1
  }
}
