package io.weightless.reactor;

import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A reactor on virtual time that a test steps by hand, and the trail of what happened on it.
final class World implements AutoCloseable {
  final VirtualClock clock = new VirtualClock();
  final ScriptedBackend backend = new ScriptedBackend();
  final Reactor reactor = Reactor.open(backend, clock, new SplittableRandom(42));
  final List<Object> trail = new ArrayList<>();

  /// A callback that leaves `mark` on the trail.
  Runnable marks(Object mark) {
    return () -> trail.add(mark);
  }

  /// Runs `work` as a callback, in a step of its own, and forgets what the trail had before.
  void prepare(Runnable work) {
    reactor.post(work);
    reactor.step();
    trail.clear();
  }

  /// Starts a task in a step of its own: it runs until it waits.
  void start(String name, Runnable body) {
    reactor.post(() -> Strand.start(name, Life.of(() -> untilCancelled(body))));
    reactor.step();
  }

  private static void untilCancelled(Runnable body) {
    try {
      body.run();
    } catch (Cancelled _) {
      // as a task of a scope ends
    }
  }

  /// Waits, for a test's task, until it is cancelled; leaves on the trail why, and that it ended.
  void waitAndMark() {
    try {
      waitForEver();
    } catch (Cancelled cancelled) {
      trail.add(cancelled.getMessage());
      throw cancelled;
    } finally {
      trail.add("ended");
    }
  }

  static void waitForEver() {
    new Suspension<@Nullable Void>("an answer").await(() -> true);
  }

  /// A wait that is not cancelled, and that ends by another task's turn.
  static void waitATurn() {
    Suspension<@Nullable Void> turn = new Suspension<>("an answer");
    Strand.start("other", Life.of(() -> turn.resume(null)));
    turn.awaitShielded();
  }

  @Override
  public void close() {
    reactor.close();
  }
}
