package io.weightless.check.bench.channel;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/// The JDK's queues between the JDK's threads. None of them can be selected from.
final class QueueHandOver implements HandOver {
  private final Threads threads;
  private final Supplier<BlockingQueue<Integer>> queues;

  private QueueHandOver(Threads threads, Supplier<BlockingQueue<Integer>> queues) {
    this.threads = threads;
    this.queues = queues;
  }

  static HandOver synchronous(Threads threads) {
    return new QueueHandOver(threads, SynchronousQueue::new);
  }

  static HandOver array(Threads threads) {
    return new QueueHandOver(threads, () -> new ArrayBlockingQueue<>(CAPACITY));
  }

  static HandOver linked(Threads threads) {
    return new QueueHandOver(threads, () -> new LinkedBlockingQueue<>(CAPACITY));
  }

  @Override
  public void roundTrips(int times, Tally tally) throws InterruptedException {
    threads.run(Conduit.roundTrips(conduit(), conduit(), times, tally));
  }

  @Override
  public void stream(int values, Tally tally) throws InterruptedException {
    threads.run(Conduit.stream(conduit(), values, tally));
  }

  @Override
  public void streamAcross(int values, Tally tally) throws InterruptedException {
    stream(values, tally);
  }

  @Override
  public void roundTripsAcross(int times, Tally tally) throws InterruptedException {
    roundTrips(times, tally);
  }

  private Conduit conduit() {
    return new Queue(queues.get());
  }

  private record Queue(BlockingQueue<Integer> queue) implements Conduit {
    @Override
    public void put(Integer value) throws InterruptedException {
      queue.put(value);
    }

    @Override
    public Integer take() throws InterruptedException {
      return queue.take();
    }
  }
}
