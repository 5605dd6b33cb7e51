package io.weightless.engine.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What any thread hands in and one receiver takes: bounded, in order, until it is closed. Without
/// a lock, and without a reactor: how those wait who have to is their own business.
///
/// A value needs a permit, of which there are as many as values fit; the receiver gives it back
/// when it has the value. A permit that becomes free is the [Entrant]'s who has waited longest:
/// whoever frees it brings his value in and tells him. What got a permit before the end is
/// received, and what did not never is.
///
/// - **Order**: values of one sender come out as they went in; nobody overtakes one who waits.
/// - **Runs on**: any thread; [#poll], [#release] and [#fallAsleep] are for the receiver.
/// - **Cost**: two compare-and-sets and a small object for a value.
public final class Intake<T> {
  // I1 a permit is free, or somebody waits, or neither: so one number counts both.
  // I2 those who are counted and those who are owed a permit are those who are queued or will be.

  /// What became of an attempt.
  public enum Answer {
    TAKEN,
    FULL,
    CLOSED
  }

  /// Of the word. Its upper half counts free permits, or, below zero, those who wait for one; then
  /// come the permits that are owed to those who are queued; and the lowest bit is the end.
  private static final long ONE_FREE = 1L << 32;

  private static final long ONE_OWED = 2;
  private static final long CLOSED = 1;

  private final int capacity;
  private final Runnable waker;
  private final ConcurrentLinkedQueue<T> values = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Entrant<T>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong word;

  /// Set while the receiver waits. Who sets it back wakes it: of many that come, one.
  private final AtomicBoolean asleep = new AtomicBoolean();

  /// One that waits to come in.
  public static final class Entrant<T> {
    private final T value;
    private final Answered then;
    private final AtomicBoolean settled = new AtomicBoolean();

    public Entrant(T value, Answered then) {
      this.value = value;
      this.then = then;
    }

    private boolean settle() {
      return settled.compareAndSet(false, true);
    }
  }

  /// Told once, on any thread, perhaps before [#admit] returns; or never, when its entrant was
  /// withdrawn.
  @FunctionalInterface
  public interface Answered {
    /// It is over. Must not wait, and must not throw.
    ///
    /// @param taken false when it was closed before
    void answered(boolean taken);
  }

  /// @param waker makes a receiver that fell asleep look again; on any thread, it must not wait
  public Intake(int capacity, Runnable waker) {
    this.capacity = capacity;
    this.waker = waker;
    word = new AtomicLong(capacity * ONE_FREE);
  }

  /// Brings `value` in, if that needs no wait.
  public Answer offer(T value) {
    long seen = word.get();
    while (!isClosed(seen) && count(seen) > 0) {
      if (word.compareAndSet(seen, seen - ONE_FREE)) {
        bring(value);
        return Answer.TAKEN;
      }
      seen = word.get();
    }
    return isClosed(seen) ? Answer.CLOSED : Answer.FULL;
  }

  private void bring(T value) {
    values.add(value);
    wake();
  }

  /// Brings the value of `entrant` in, or lets it wait behind all others until there is a permit.
  public void admit(Entrant<T> entrant) {
    long seen = word.getAndUpdate(old -> isClosed(old) ? old : old - ONE_FREE);
    if (isClosed(seen)) {
      answer(entrant, false);
    } else if (count(seen) > 0) {
      answer(entrant, true);
    } else {
      waiting.add(entrant);
      payDebts();
      if (isClosed()) {
        refuseAll();
      }
    }
  }

  /// @return whether it has not withdrawn before
  private boolean answer(Entrant<T> entrant, boolean taken) {
    boolean waited = entrant.settle();
    if (waited) {
      if (taken) {
        bring(entrant.value);
      }
      entrant.then.answered(taken);
    }
    return waited;
  }

  /// Takes back what [#admit] asked for.
  ///
  /// @return false when it is answered already
  public boolean withdraw(Entrant<T> entrant) {
    if (!entrant.settle()) {
      return false;
    }
    if (waiting.remove(entrant)) {
      countOut();
    }
    return true;
  }

  /// One that is not queued any more, and was not found there by anybody with a permit. When it is
  /// neither counted nor owed a permit, somebody with a permit is looking for it, and about to say
  /// that it is not there.
  private void countOut() {
    long seen = word.get();
    while (!isClosed(seen)) {
      if (count(seen) < 0 || owed(seen) > 0) {
        long without = count(seen) < 0 ? seen + ONE_FREE : seen + ONE_FREE - ONE_OWED;
        if (word.compareAndSet(seen, without)) {
          return;
        }
      } else {
        Thread.onSpinWait();
      }
      seen = word.get();
    }
  }

  /// The next value; it keeps its permit until [#release]. Null when there is none now.
  public @Nullable T poll() {
    return values.poll();
  }

  /// A value is gone: its permit is the next one's.
  public void release() {
    giveBack();
    payDebts();
  }

  /// A permit is free, or owed to one of those who wait.
  private void giveBack() {
    free(
        word.getAndUpdate(
            old -> isClosed(old) || count(old) >= 0 ? old + ONE_FREE : old + ONE_FREE + ONE_OWED));
  }

  /// A permit is owed to one who is not queued yet, or any more.
  private void oweStill() {
    free(word.getAndUpdate(old -> isClosed(old) ? old + ONE_FREE : old + ONE_OWED));
  }

  private void free(long before) {
    if (isClosed(before)) {
      wake(); // it may have been the last one
    }
  }

  /// Gives the permits that are owed to those who have waited longest. Whoever makes one owed and
  /// whoever queues looks here afterwards, so no two can miss each other.
  private void payDebts() {
    while (owed(word.get()) > 0 && !waiting.isEmpty()) {
      if (takeOwed()) {
        Entrant<T> next = waiting.poll();
        if (next == null) {
          oweStill();
        } else if (!answer(next, true)) {
          giveBack();
        }
      }
    }
  }

  private boolean takeOwed() {
    long seen = word.get();
    return owed(seen) > 0 && word.compareAndSet(seen, seen - ONE_OWED);
  }

  /// Refuses whoever waits or comes. What was taken before can be polled. Idempotent.
  public void close() {
    long seen =
        word.getAndUpdate(
            old -> isClosed(old) ? old : (Math.max(count(old), 0) + owed(old)) * ONE_FREE | CLOSED);
    if (!isClosed(seen)) {
      refuseAll();
      wake();
    }
  }

  private void refuseAll() {
    Entrant<T> next;
    while ((next = waiting.poll()) != null) {
      answer(next, false);
    }
  }

  public boolean isClosed() {
    return isClosed(word.get());
  }

  /// Whether it is closed and nothing is left, nor on its way.
  public boolean isOver() {
    long seen = word.get();
    return isClosed(seen) && count(seen) == capacity;
  }

  /// How many permits are out: for values on their way in, and for those not yet released.
  public int taken() {
    return (int) (capacity - Math.max(0, count(word.get())));
  }

  /// How many wait.
  public int waiting() {
    return (int) Math.max(0, -count(word.get()));
  }

  /// The receiver is about to wait: from now on what comes wakes it, once. False when it must not,
  /// because there is something to see.
  public boolean fallAsleep() {
    asleep.set(true);
    if (values.isEmpty() && !isOver()) {
      return true;
    }
    asleep.set(false);
    return false;
  }

  private void wake() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      waker.run();
    }
  }

  private static boolean isClosed(long word) {
    return (word & CLOSED) != 0;
  }

  private static long count(long word) {
    return word >> 32;
  }

  private static long owed(long word) {
    return (word & (ONE_FREE - 1)) / ONE_OWED;
  }
}
