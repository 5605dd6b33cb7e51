package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.world.Expected.How;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.Work;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task of which it is known at each moment what it waits for, and whether it is cancelled.
final class Actor {
  /// The present wait, or the last one.
  private Expected wait = new Expected();

  /// Selects that wait for its end.
  private final List<Runnable> endWatchers = new ArrayList<>();

  private @Nullable Task<?> task;
  private boolean isCancelled;
  private boolean isTimedOut;
  private boolean hasEnded;

  /// Starts it in `scope`; when it is cancelled it has to end so.
  void start(Scope scope, String name, Work<?> work) {
    task =
        scope.start(
            name,
            () -> {
              try {
                work.run();
              } catch (Cancelled cancelled) {
                assertThat(isCancelled).as("somebody has cancelled '%s'", name).isTrue();
                throw cancelled;
              } finally {
                hasEnded = true;
                List.copyOf(endWatchers).forEach(Runnable::run);
              }
            });
  }

  Task<?> task() {
    if (task == null) {
      throw new AssertionError("not started yet");
    }
    return task;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /// Whether it ends, or has ended, by being cancelled.
  boolean isCancelled() {
    return isCancelled;
  }

  /// By another one.
  void cancel() {
    if (!hasEnded && !isCancelled) {
      isCancelled = true;
      wait.cancel();
    }
    task().cancel("somebody wants it");
  }

  /// Another wait of this task begins.
  Expected begin() {
    wait = new Expected();
    if (isCancelled || isTimedOut) {
      wait.cancel();
    }
    return wait;
  }

  /// `watcher` is run when this task has ended; the wait leaves it when it is settled.
  void watchEnd(Expected waiting, Runnable watcher) {
    endWatchers.add(watcher);
    waiting.waitsAt(() -> endWatchers.remove(watcher));
  }

  void sleep(Duration time) {
    Expected expected = begin();
    Timer mark = Reactor.current().after(time, () -> expected.settleUnlessLate(How.TIME, 0));
    try {
      Task.sleep(time);
      expected.check(How.TIME);
    } catch (Cancelled cancelled) {
      expected.check(How.CANCELLED);
      throw cancelled;
    } finally {
      mark.cancel();
    }
  }

  /// @return whether it came to its end in time
  boolean within(Duration time, Runnable work) {
    // one that is due at the same time as the deadline, and was there before it, is run before it
    Timer mark = Reactor.current().after(time, this::timeOut);
    try {
      Scope.join(Deadline.after(time), _ -> work.run());
      return true;
    } catch (DeadlineExceeded exceeded) {
      assertThat(isTimedOut).as("the deadline has passed").isTrue();
      return false;
    } finally {
      mark.cancel();
      isTimedOut = false;
    }
  }

  private void timeOut() {
    isTimedOut = true;
    wait.cancel();
  }
}
