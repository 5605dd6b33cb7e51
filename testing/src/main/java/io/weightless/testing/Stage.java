package io.weightless.testing;

import io.weightless.engine.internal.Rethrow;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The reactor of one test, a thread for it, and how JUnit's thread hands over what is to be done.
///
/// On virtual time the loop runs only while JUnit's thread waits for it, so the two never move at
/// once. On real time it goes on by itself, as the world does.
final class Stage implements AutoCloseable {
  /// How long a test that was interrupted may take to end.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  final Reactor reactor;
  private final Play play;
  private final Thread thread;

  /// Null when the task has taken it.
  private @Nullable Part offered;

  /// What failed while nobody waited for anything.
  private @Nullable Throwable late;

  private boolean closed;

  static Stage onVirtualTime(long seed) {
    VirtualBackend backend = new VirtualBackend();
    return new Stage(
        Reactor.open(backend, new VirtualClock(), new SplittableRandom(seed)), backend);
  }

  static Stage onRealTime() {
    return new Stage(Reactor.open(), null);
  }

  private Stage(Reactor reactor, @Nullable VirtualBackend backend) {
    this.reactor = reactor;
    play = new Play(this, backend);
    thread = Thread.ofPlatform().daemon().name("weightless-test").start(this::live);
  }

  Play play() {
    return play;
  }

  /// Lets the task do it, and waits until it is done.
  ///
  /// @throws Throwable what `work` failed with, or what else failed meanwhile
  void perform(Part.Kind kind, Part.Work work) throws Throwable {
    Part part = new Part(kind, work);
    offer(part);
    awaitEnd(part);
    if (part.failure != null) {
      throw part.failure;
    }
  }

  private void offer(Part part) {
    synchronized (this) {
      offered = part;
      notifyAll();
    }
    play.partOffered();
  }

  private synchronized void awaitEnd(Part part) {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (!part.over && !(interrupted && System.nanoTime() - start > PATIENCE.toNanos())) {
      try {
        wait(interrupted ? PATIENCE.toMillis() : 0);
      } catch (InterruptedException _) {
        interrupted = true;
        start = System.nanoTime();
        play.cancel("the test was interrupted");
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!part.over) {
      closed = true;
      throw new AssertionError("the test was interrupted, and still runs " + PATIENCE + " later");
    }
  }

  /// Ends all that still runs. Idempotent.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Part last = new Part(Part.Kind.LAST, () -> {});
    offer(last);
    awaitEnd(last);
    joinThread();
    Throwable failure = late == null ? last.failure : late;
    if (failure != null) {
      Rethrow.<RuntimeException>as(failure);
    }
  }

  /// It has nothing more to do.
  private void joinThread() {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A failure that has no other place ends a run; what JUnit does next begins another one.
  private void live() {
    Part ended;
    do {
      awaitOffer();
      Throwable failure = null;
      try {
        reactor.run(play::performAll);
      } catch (Throwable e) {
        failure = e;
      }
      ended = play.takeCurrent();
      if (failure != null) {
        failed(ended, failure);
      }
      if (ended != null && ended.kind == Part.Kind.LAST) {
        reactor.close();
      }
      over(ended);
    } while (ended == null || ended.kind != Part.Kind.LAST);
  }

  private synchronized void failed(@Nullable Part during, Throwable failure) {
    if (during != null && !during.over) {
      during.failure = failure;
    } else if (late == null) {
      late = failure;
    } else {
      late.addSuppressed(failure);
    }
  }

  /// Makes what failed before the failure of `part`, which then need not be performed.
  synchronized boolean failsBefore(Part part) {
    part.failure = late;
    late = null;
    return part.failure != null;
  }

  synchronized void over(@Nullable Part part) {
    if (part != null) {
      part.over = true;
      notifyAll();
    }
  }

  synchronized void awaitOffer() {
    while (offered == null) {
      try {
        wait();
      } catch (InterruptedException _) {
        // only a task could, and none runs now
      }
    }
  }

  synchronized boolean hasOffer() {
    return offered != null;
  }

  synchronized Part take() {
    Part taken = Objects.requireNonNull(offered);
    offered = null;
    return taken;
  }
}
