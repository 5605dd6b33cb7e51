package io.weightless.check.bench.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/// A [Tree] of threads, in which each joins those below it and passes an interrupt on to them.
final class ThreadTree {
  private final AtomicReferenceArray<Thread> threads;
  private final ThreadFactory factory;

  /// @param factory gives threads that are not started
  ThreadTree(int count, ThreadFactory factory) {
    this.threads = new AtomicReferenceArray<>(count);
    this.factory = factory;
  }

  /// Starts the root, which starts the rest.
  Thread start() {
    Thread root = thread(0);
    root.start();
    return root;
  }

  /// Waits, without giving way, until all are parked.
  void awaitParked() {
    for (int i = 0; i < threads.length(); i++) {
      while (!isParked(threads.getAcquire(i))) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean isParked(Thread thread) {
    return thread != null && thread.getState() == Thread.State.WAITING;
  }

  private Thread thread(int task) {
    Thread thread = factory.newThread(() -> live(task));
    threads.setRelease(task, thread);
    return thread;
  }

  private void live(int task) {
    if (Tree.isLeaf(task, threads.length())) {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
      return;
    }
    List<Thread> below = new ArrayList<>();
    for (int i = Tree.first(task); i < Tree.end(task, threads.length()); i++) {
      below.add(thread(i));
    }
    below.forEach(Thread::start);
    awaitEnd(below);
  }

  private static void awaitEnd(List<Thread> below) {
    try {
      joinAll(below);
    } catch (InterruptedException _) {
      below.forEach(Thread::interrupt);
      joinAllInterrupted(below);
    }
  }

  private static void joinAll(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void joinAllInterrupted(List<Thread> threads) {
    try {
      joinAll(threads);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted twice", e);
    }
  }
}
