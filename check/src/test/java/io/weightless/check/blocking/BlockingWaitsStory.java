package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;

import io.weightless.reactor.Work;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two tasks of one reactor and what threads have between them: one waits, and only the other, when
/// the first is blocked, does what it waits for. How a cancellation ends such waits is in
/// `JdkWaitsTest`.
@FastEngine
@Timeout(60)
final class BlockingWaitsStory {
  private final Trail trail = new Trail();

  /// What one task waits in, and what the other does.
  record Pair(String name, Callable<?> waits, Work<?> answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> queues() {
    return Stream.<BlockingQueue<Letter>>of(
            new ArrayBlockingQueue<>(1),
            new LinkedBlockingQueue<>(),
            new LinkedBlockingDeque<>(),
            new LinkedTransferQueue<>(),
            new PriorityBlockingQueue<>(),
            new SynchronousQueue<>())
        .map(queue -> new Pair(name(queue), queue::take, () -> queue.put(new Letter())));
  }

  static List<Pair> delays() {
    DelayQueue<Letter> queue = new DelayQueue<>();
    return List.of(new Pair("DelayQueue", queue::take, () -> queue.put(new Letter())));
  }

  static Stream<Pair> fullQueues() {
    return Stream.<BlockingQueue<Letter>>of(
            new ArrayBlockingQueue<>(1), new LinkedBlockingQueue<>(1), new LinkedBlockingDeque<>(1))
        .peek(queue -> queue.add(new Letter()))
        .map(queue -> new Pair("full " + name(queue), () -> put(queue), queue::take));
  }

  static List<Pair> handOvers() {
    SynchronousQueue<Letter> synchronous = new SynchronousQueue<>();
    LinkedTransferQueue<Letter> transfers = new LinkedTransferQueue<>();
    Exchanger<Letter> exchanger = new Exchanger<>();
    return List.of(
        new Pair("SynchronousQueue.put", () -> put(synchronous), synchronous::take),
        new Pair("TransferQueue.transfer", () -> transfer(transfers), transfers::take),
        new Pair(
            "Exchanger",
            () -> exchanger.exchange(new Letter()),
            () -> exchanger.exchange(new Letter())));
  }

  static List<Pair> gates() {
    CountDownLatch latch = new CountDownLatch(1);
    CyclicBarrier barrier = new CyclicBarrier(2);
    Phaser phaser = new Phaser(2);
    Semaphore semaphore = new Semaphore(0);
    return List.of(
        new Pair("CountDownLatch", () -> passed(latch::await), latch::countDown),
        new Pair("CyclicBarrier", barrier::await, barrier::await),
        new Pair("Phaser", phaser::arriveAndAwaitAdvance, phaser::arrive),
        new Pair("Semaphore", () -> passed(semaphore::acquire), semaphore::release));
  }

  static List<Pair> futures() {
    CompletableFuture<String> asked = new CompletableFuture<>();
    CompletableFuture<String> joined = new CompletableFuture<>();
    CompletableFuture<String> chained = new CompletableFuture<>();
    FutureTask<String> task = new FutureTask<>(() -> "");
    return List.of(
        new Pair("CompletableFuture.get", asked::get, () -> asked.complete("")),
        new Pair("CompletableFuture.join", joined::join, () -> joined.complete("")),
        new Pair(
            "CompletableFuture, at the end of a chain",
            () -> chained.thenApply(String::length).get(),
            () -> chained.complete("")),
        new Pair("FutureTask.get", task::get, task::run));
  }

  static List<Pair> locks() {
    ReentrantLock lock = new ReentrantLock();
    Condition condition = lock.newCondition();
    Object monitor = new Object();
    Box box = new Box();
    Box other = new Box();
    return List.of(
        new Pair(
            "Condition",
            () -> box.awaitFull(lock, condition),
            () -> box.fill(lock, condition::signal)),
        new Pair("Object.wait", () -> other.awaitFull(monitor), () -> other.fill(monitor)));
  }

  @ParameterizedTest
  @MethodSource({"queues", "delays", "fullQueues", "handOvers", "gates", "futures", "locks"})
  void theAnswerComesFromAnotherTaskOfTheSameReactor(Pair pair) throws Exception {
    OneReactor.run(scope -> {
      scope.start("waits", () -> answered(pair));
      untilBlocked("waits");
      trail.add("the loop goes on");
      pair.answers().run();
    });

    trail.assertIs("the loop goes on", "answered");
  }

  private Void answered(Pair pair) throws Exception {
    pair.waits().call();
    trail.add("answered");
    return null;
  }

  /// What one task holds while another wants it.
  record Held(String name, Runnable take, Runnable leave) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Held> held() {
    ReentrantLock fair = new ReentrantLock(true);
    ReentrantLock lock = new ReentrantLock();
    ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
    StampedLock stamped = new StampedLock();
    return List.of(
        new Held("ReentrantLock", lock::lock, lock::unlock),
        new Held("ReentrantLock, fair", fair::lock, fair::unlock),
        new Held("write lock", readWrite.writeLock()::lock, readWrite.writeLock()::unlock),
        new Held("StampedLock", stamped::writeLock, stamped.asWriteLock()::unlock));
  }

  @ParameterizedTest
  @MethodSource("held")
  void aLockThatATaskHoldsStopsThoseWhoWantItAndNobodyElse(Held held) {
    OneReactor.run(scope -> {
      held.take().run();
      scope.start("wants it", () -> takeAndLeave(held));
      scope.start("other", () -> trail.add("other"));
      untilBlocked("wants it");
      trail.add("leaves");
      held.leave().run();
    });

    trail.assertIs("other", "leaves", "has it");
  }

  private void takeAndLeave(Held held) {
    held.take().run();
    trail.add("has it");
    held.leave().run();
  }

  private static Letter put(BlockingQueue<Letter> queue) throws InterruptedException {
    Letter letter = new Letter();
    queue.put(letter);
    return letter;
  }

  private static Letter transfer(LinkedTransferQueue<Letter> queue) throws InterruptedException {
    Letter letter = new Letter();
    queue.transfer(letter);
    return letter;
  }

  private interface Gate {
    void pass() throws InterruptedException;
  }

  private static Void passed(Gate gate) throws InterruptedException {
    gate.pass();
    return null;
  }

  private static String name(Object queue) {
    return queue.getClass().getSimpleName();
  }

  /// Due at once, and as important as any other.
  private static final class Letter implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }

  /// What a wait is about, as it should be: a condition in a loop.
  private static final class Box {
    private boolean isFull;

    Void awaitFull(ReentrantLock lock, Condition condition) throws InterruptedException {
      lock.lock();
      try {
        while (!isFull) {
          condition.await();
        }
      } finally {
        lock.unlock();
      }
      return null;
    }

    void fill(ReentrantLock lock, Runnable signal) {
      lock.lock();
      try {
        isFull = true;
        signal.run();
      } finally {
        lock.unlock();
      }
    }

    Void awaitFull(Object monitor) throws InterruptedException {
      synchronized (monitor) {
        while (!isFull) {
          monitor.wait();
        }
      }
      return null;
    }

    void fill(Object monitor) {
      synchronized (monitor) {
        isFull = true;
        monitor.notifyAll();
      }
    }
  }
}
