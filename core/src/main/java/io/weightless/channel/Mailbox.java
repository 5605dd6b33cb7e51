package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Intake;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A channel into a reactor: any thread may send, and the tasks of the reactor that made it
/// receive.
///
/// ```java
/// Mailbox<Order> orders = Mailbox.buffered(64);     // on the reactor that receives
/// offload.call(() -> readAll(file, orders::send));  // on another thread
/// for (Order order : orders) {
///   ship(order);
/// }
/// ```
///
/// Everything of [Sink] may be called from any thread; everything else from its reactor only.
///
/// - **Order**: values of one sender come out as they went in. Those who wait to send are served
///   first come, first served, on whichever thread they are; so are those who wait to receive.
/// - **Waits**: a task of any reactor that sends waits as in any channel, and its reactor goes on.
///   A thread that is none of a reactor is held, and an interrupt is its cancellation. A callback
///   can't wait, and is refused also where there is room.
/// - **Limit**: its capacity, then senders wait.
/// - **Cost**: no lock. A send takes some 150 ns; but the first one after the receivers have gone
///   to wait posts to their reactor, which takes 5 microseconds where the loop sleeps.
///
/// When the reactor is closed, it is the end: who waits to send is refused.
///
/// From the thread-safe queues of Spasmoidal's time, of which one waited for several at once: with
/// [Select#inOrder].
public final class Mailbox<T> extends ReceiveEnd<T> implements Sink<T> {
  /// A task that never has to wait gives way that often.
  private static final int BETWEEN_TURNS = 1_024;

  private final Intake<T> intake;

  /// How it was ended, which its receivers are told when they come to it.
  private final AtomicReference<@Nullable Ending> told = new AtomicReference<>();

  /// Written by all senders at once, and need not be right.
  private int sends;

  private int receives;

  private Mailbox(Buffer<T> buffer) {
    super(buffer);
    intake = new Intake<>(buffer.capacity, this::wake);
  }

  /// Nobody is there any more to look, once its reactor is closed.
  private void wake() {
    if (!carrier.farewells.areTold()) {
      carrier.post(this, this::lookOutside);
    }
  }

  /// One that keeps up to `capacity` values: first in, first out.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static <T> Mailbox<T> buffered(int capacity) {
    return new Mailbox<>(new Fifo<>(Channel.positive(capacity), false));
  }

  /// One that keeps up to `capacity` values: the least first, and among equals the one that came
  /// first. What `order` throws fails it.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static <T> Mailbox<T> prioritised(int capacity, Comparator<? super T> order) {
    return new Mailbox<>(new Sorted<>(Channel.positive(capacity), Objects.requireNonNull(order)));
  }

  /// The same as in any channel, and from any thread. A thread that is interrupted while it waits
  /// has sent nothing.
  ///
  /// @throws CancellationException when the thread is none of a reactor, and is interrupted
  /// @throws IllegalStateException from a callback
  @Override
  public void send(T value) {
    Objects.requireNonNull(value, "a channel takes no null");
    boolean task = Strand.currentOrNull() != null;
    if (task) {
      Suspension.checkpoint();
    } else if (isCallback()) {
      throw new IllegalStateException("a callback can't wait to send to " + this + ": use trySend");
    }
    if (!trySend(value)) {
      sendWaiting(task ? new SendingTask<>(this, value) : new SendingThread<>(this, value));
    } else if (task && ++sends % BETWEEN_TURNS == 0) {
      Suspension.giveWay();
    }
  }

  /// A guest of a reactor may wait: it holds nobody.
  private static boolean isCallback() {
    return Carrier.currentOrNull() != null && !Thread.currentThread().isVirtual();
  }

  private void sendWaiting(Sending<T> sending) {
    boolean taken;
    carrier.farewells.add(sending);
    try {
      intake.admit(sending.entrant);
      taken = sending.await();
    } finally {
      carrier.farewells.remove(sending);
    }
    if (!taken) {
      throw refusal();
    }
  }

  @Override
  public boolean trySend(T value) {
    Objects.requireNonNull(value, "a channel takes no null");
    if (carrier.farewells.areTold()) {
      receiverIsGone();
    }
    return switch (intake.offer(value)) {
      case TAKEN -> true;
      case FULL -> false;
      case CLOSED -> throw refusal();
    };
  }

  private RuntimeException refusal() {
    return Objects.requireNonNull(told.get()).refusal("can't send to " + this);
  }

  boolean withdraw(Intake.Entrant<T> entrant) {
    return intake.withdraw(entrant);
  }

  @Override
  public void close() {
    close(Ending.caller());
  }

  private void close(String by) {
    told.compareAndSet(null, new Ending.Closed(by));
    intake.close();
  }

  @Override
  public void fail(Throwable cause) {
    fail(Ending.caller(), cause);
  }

  private void fail(String by, Throwable cause) {
    Ending how = new Ending.Failed(by, Objects.requireNonNull(cause));
    Ending before = told.getAndUpdate(old -> old instanceof Ending.Failed ? old : how);
    intake.close();
    if (!(before instanceof Ending.Failed) && !carrier.farewells.areTold()) {
      carrier.post(this, this::lookOutside);
    }
  }

  void receiverIsGone() {
    close("the end of its reactor");
  }

  @Override
  public boolean isClosed() {
    return intake.isClosed() || carrier.farewells.areTold();
  }

  /// What went through it, and who waits. What comes and goes meanwhile on other threads is counted
  /// or not.
  @Override
  public ChannelStatistics statistics() {
    carrier.checkOwner();
    int kept = intake.taken();
    return new ChannelStatistics(
        buffer.capacity,
        kept,
        intake.waiting(),
        receivers.count(),
        received + dropped + kept,
        received,
        dropped);
  }

  @Override
  boolean isForeign() {
    return true;
  }

  /// Takes in what has come, and gives it to those who wait for it. When nothing is left, the next
  /// one to send wakes this reactor.
  @Override
  void lookOutside() {
    do {
      takeIn();
      serve();
    } while (!hasEnded() && buffer.count == 0 && !intake.fallAsleep());
  }

  private void takeIn() {
    T value;
    while ((value = intake.poll()) != null) {
      try {
        buffer.add(value);
      } catch (RuntimeException | Error e) { // of the comparator
        dropped++;
        intake.release();
        fail("its own order, that can't tell where " + Description.of(value) + " belongs", e);
      }
    }
  }

  private void serve() {
    var receiver = receivers.first();
    while (receiver != null && buffer.count > 0) {
      T value;
      try {
        value = buffer.remove();
      } catch (RuntimeException | Error e) { // of the comparator
        fail("its own order, that can't tell what comes first", e);
        return;
      }
      received(receiver.strand());
      intake.release();
      receiver.wake(value);
      receiver = receivers.first();
    }
  }

  /// Whether the end has come to its receivers.
  private boolean hasEnded() {
    Ending how = told.get();
    if (how instanceof Ending.Failed) {
      int kept = buffer.count;
      if (!endBy(how)) {
        dropped += buffer.clear(); // it was on its way when the end came
      }
      for (int i = 0; i < kept; i++) {
        intake.release();
      }
    } else if (how != null && intake.isOver()) {
      endBy(how);
    }
    return ending() != null;
  }

  @Override
  void begin() {
    if (++receives % BETWEEN_TURNS == 0) {
      Suspension.giveWay(); // senders elsewhere may be faster than it, for ever
    }
  }

  @Override
  void roomMade() {
    intake.release();
  }

  @Override
  boolean isOffered() {
    return false;
  }

  @Override
  T takeOffered() {
    throw new AssertionError("all that is here is in the buffer");
  }

  @Override
  public String toString() {
    String ended = told.get() == null ? "" : ", " + told.get();
    return "Mailbox["
        + (buffer instanceof Sorted ? "prioritised, " : "")
        + intake.taken()
        + " of "
        + buffer.capacity
        + ended
        + "; "
        + intake.waiting()
        + " wait to send]";
  }
}
