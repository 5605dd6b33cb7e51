package io.weightless.sync;

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
}
