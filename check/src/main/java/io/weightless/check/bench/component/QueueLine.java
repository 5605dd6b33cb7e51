package io.weightless.check.bench.component;

import io.weightless.check.bench.channel.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/// Threads of the JDK with a queue between each two of them.
final class QueueLine implements Line {
  private final ExecutorService threads;

  private QueueLine(ThreadFactory factory) {
    threads = Executors.newThreadPerTaskExecutor(factory);
  }

  static Line platform() {
    return new QueueLine(Thread.ofPlatform().factory());
  }

  static Line virtual() {
    return new QueueLine(Thread.ofVirtual().factory());
  }

  @Override
  public void run(int values, Tally tally) throws Exception {
    List<BlockingQueue<Integer>> queues = new ArrayList<>();
    for (int i = 0; i <= RELAYS; i++) {
      queues.add(new ArrayBlockingQueue<>(CAPACITY));
    }
    List<Future<?>> stages = new ArrayList<>();
    stages.add(threads.submit(() -> count(values, queues.getFirst())));
    for (int i = 0; i < RELAYS; i++) {
      BlockingQueue<Integer> from = queues.get(i);
      BlockingQueue<Integer> to = queues.get(i + 1);
      stages.add(threads.submit(() -> relay(values, from, to)));
    }
    stages.add(threads.submit(() -> add(values, queues.getLast(), tally)));
    for (Future<?> stage : stages) {
      stage.get();
    }
  }

  private static Void count(int values, BlockingQueue<Integer> to) throws InterruptedException {
    for (int i = 0; i < values; i++) {
      to.put(i);
    }
    return null;
  }

  private static Void relay(int values, BlockingQueue<Integer> from, BlockingQueue<Integer> to)
      throws InterruptedException {
    for (int i = 0; i < values; i++) {
      to.put(from.take());
    }
    return null;
  }

  private static Void add(int values, BlockingQueue<Integer> from, Tally tally)
      throws InterruptedException {
    for (int i = 0; i < values; i++) {
      tally.add(from.take());
    }
    return null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
