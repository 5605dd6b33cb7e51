package io.weightless.scene;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.receive;
import static io.weightless.channel.Select.send;

import io.weightless.channel.Channel;
import io.weightless.channel.Select;
import io.weightless.sync.Condition;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import io.weightless.sync.Semaphore;
import java.time.Duration;

/// What tasks wait for, whatever it is; held by whoever made it until it is granted, once.
interface Wanted {
  void await();

  /// Gives it to the one who waits longest, or to the next who comes.
  void grant();

  /// Whether somebody who comes now would get it.
  boolean isThere();

  final class OfLock implements Wanted {
    private final Lock lock = new Lock();

    OfLock() {
      lock.lock();
    }

    @Override
    public void await() {
      lock.lock();
    }

    @Override
    public void grant() {
      lock.unlock();
    }

    @Override
    public boolean isThere() {
      boolean there = lock.tryLock();
      if (there) {
        lock.unlock();
      }
      return there;
    }

    @Override
    public String toString() {
      return lock.toString();
    }
  }

  final class OfPermits implements Wanted {
    private final int weight;
    private final Semaphore semaphore;

    /// @param weight that is out of `permits`
    OfPermits(int weight, int permits) {
      this.weight = weight;
      semaphore = new Semaphore(permits);
      semaphore.acquire(weight);
    }

    @Override
    public void await() {
      semaphore.acquire(weight);
    }

    @Override
    public void grant() {
      semaphore.release(weight);
    }

    @Override
    public boolean isThere() {
      boolean there = semaphore.tryAcquire(weight);
      if (there) {
        semaphore.release(weight);
      }
      return there;
    }

    @Override
    public String toString() {
      return semaphore.toString();
    }
  }

  final class OfEvent implements Wanted {
    private final Event event = new Event();

    @Override
    public void await() {
      event.await();
    }

    @Override
    public void grant() {
      event.set();
    }

    @Override
    public boolean isThere() {
      return event.isSet();
    }

    @Override
    public String toString() {
      return event.toString();
    }
  }

  final class OfItem implements Wanted {
    private final Condition condition = new Condition();
    private int items;

    @Override
    public void await() {
      condition.await(() -> items > 0);
      items--;
    }

    @Override
    public void grant() {
      items++;
      condition.signal();
    }

    @Override
    public boolean isThere() {
      return items == 1;
    }

    @Override
    public String toString() {
      return condition.toString();
    }
  }

  /// A value, received from one channel or selected beside another.
  final class OfValue implements Wanted {
    private final boolean selected;
    private final Channel<String> channel = Channel.buffered(1);
    private final Channel<String> other = Channel.rendezvous();

    OfValue(boolean selected) {
      this.selected = selected;
    }

    @Override
    public void await() {
      if (selected) {
        Select.<Object>first(receive(other), receive(channel), after(Duration.ofDays(1)));
      } else {
        channel.receive();
      }
    }

    @Override
    public void grant() {
      channel.trySend("value");
    }

    @Override
    public boolean isThere() {
      return channel.statistics().buffered() == 1;
    }

    @Override
    public String toString() {
      return channel.toString() + other;
    }
  }

  /// Room in a channel, sent to or selected beside another. It is full at first.
  final class OfRoom implements Wanted {
    private final boolean selected;
    private final Channel<String> channel = Channel.buffered(1);
    private final Channel<String> other = Channel.rendezvous();

    OfRoom(boolean selected) {
      this.selected = selected;
      channel.send("first");
    }

    @Override
    public void await() {
      if (selected) {
        Select.<Object>first(
            after(Duration.ofDays(1)), send(channel, "value"), receive(other), receive(other));
      } else {
        channel.send("value");
      }
    }

    @Override
    public void grant() {
      channel.tryReceive();
    }

    @Override
    public boolean isThere() {
      return channel.statistics().buffered() == 0;
    }

    @Override
    public String toString() {
      return channel.toString() + other;
    }
  }
}
