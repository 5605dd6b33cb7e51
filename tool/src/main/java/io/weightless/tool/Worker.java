package io.weightless.tool;

import io.weightless.http.admin.Watched;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// One life after the other, each on a reactor of its own, all on one thread.
///
/// A life that fails is reported, and all that it had is closed with its reactor: connections that
/// come meanwhile are for the other workers. After a pause the next one begins in its place. Only
/// the first one must not fail before it has begun.
final class Worker {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final int number;
  private final Workers all;
  private final Thread thread;
  private final BackOff backOff = new BackOff();

  /// Completed on the worker's thread, once; awaited by the one that started it.
  private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();

  /// How to wake the present life. Written on the worker's thread before it looks whether it is
  /// told, and read by whoever tells it afterwards: one of the two sees the other.
  private volatile @Nullable Bell bell;

  // From here on for the worker's thread only, with the tasks that it runs.

  /// Of the last life, by its reactor's clock.
  private Duration lived = Duration.ZERO;

  /// Whether it has said how many connections it drains.
  private boolean counted;

  Worker(int number, Workers all) {
    this.number = number;
    this.all = all;
    this.thread = Thread.ofPlatform().daemon().name(name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Waits until its first life has begun.
  ///
  /// @throws ExecutionException with what kept it from that
  void awaitBegun() throws ExecutionException, InterruptedException {
    begun.get();
  }

  /// All are told to end: wakes the life that waits for it. From any thread.
  void tell() {
    Bell present = bell;
    if (present != null) {
      present.ring();
    }
  }

  /// Waits until it has ended, or `patience` is over; an instant, if that is less than nothing.
  ///
  /// @return whether it has
  boolean join(Duration patience) throws InterruptedException {
    return !thread.isAlive() || thread.join(patience);
  }

  private void run() {
    try {
      Throwable failure = live();
      while (failure != null && goesOn(failure)) {
        failure = live();
      }
    } catch (InterruptedException e) {
      // nobody interrupts it, unless to end it
    } finally {
      count(0);
    }
  }

  /// A life, from beginning to end.
  ///
  /// @return how it failed; null when it ended as it was told
  private @Nullable Throwable live() {
    lived = Duration.ZERO;
    try (Reactor reactor = all.plan.reactors().get();
        Watched.Entry _ = all.plan.watched().add(name(), reactor)) {
      long birth = reactor.clock().nanos();
      try {
        reactor.run(this::untilDrained);
      } finally {
        bell = null;
        lived = Duration.ofNanos(reactor.clock().nanos() - birth);
      }
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private void untilDrained() throws Exception {
    Scope.<@Nullable Void, Exception>run(scope -> {
      Life life = all.plan.life().begin(scope);
      Task<?> untilTold = scope.start("until told to end", () -> Task.sleep(FOREVER));
      bell = new Bell(Reactor.current(), untilTold);
      begun.complete(null);
      awaitEnd(untilTold);
      count(life.connections());
      if (!life.drain(all.grace())) {
        all.cut();
      }
      return null;
    });
  }

  private void awaitEnd(Task<?> untilTold) {
    if (all.isTold()) {
      untilTold.cancel("told to end");
    }
    try {
      untilTold.await();
    } catch (CancellationException told) {
      // which is what it was waiting for
    }
  }

  /// Reports the end of a life, and waits before the next.
  ///
  /// @return whether there is to be one
  private boolean goesOn(Throwable failure) throws InterruptedException {
    if (begun.completeExceptionally(failure)) {
      return false;
    }
    if (all.isTold()) {
      all.cut();
      report(failure, "");
      return false;
    }
    report(failure, "; starting it anew");
    return !all.pauses.untilTold(all.told, backOff.after(lived));
  }

  private void report(Throwable failure, String consequence) {
    try {
      all.voice.say(this + " failed: " + Voice.reason(failure) + consequence, failure);
    } catch (RuntimeException | Error e) {
      // There may be no memory left to say it; it goes on all the same.
    }
  }

  private void count(int connections) {
    if (!counted) {
      counted = true;
      all.drains(connections);
    }
  }

  private String name() {
    return "worker-" + number;
  }

  @Override
  public String toString() {
    return "worker " + number;
  }

  /// Wakes what waits to be told, on its reactor.
  private record Bell(Reactor reactor, Task<?> untilTold) {
    void ring() {
      try {
        reactor.post(() -> untilTold.cancel("told to end"));
      } catch (IllegalStateException e) {
        // it is closed: this life has ended by itself, and there will be no other
      }
    }
  }
}
