package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A timer that any thread may set and cancel: its reactor does it.
final class Alarm {
  private final Reactor reactor;
  private final long deadline;
  private final Runnable callback;

  /// Of the reactor.
  private @Nullable Timer timer;

  private boolean cancelled;

  /// @param deadline by the reactor's clock
  Alarm(Reactor reactor, long deadline, Runnable callback) {
    this.reactor = reactor;
    this.deadline = deadline;
    this.callback = callback;
  }

  /// From any thread.
  ///
  /// @param refused given what the reactor says when it has no room for one more
  Alarm set(Consumer<IllegalStateException> refused) {
    onReactor(
        reactor,
        () -> {
          try {
            arm();
          } catch (IllegalStateException full) {
            refused.accept(full);
          }
        });
    return this;
  }

  /// The same, for the reactor.
  ///
  /// @throws IllegalStateException when it has no room for one more
  void arm() {
    if (!cancelled) {
      timer = reactor.at(deadline, callback);
    }
  }

  void cancel() {
    onReactor(
        reactor,
        () -> {
          cancelled = true;
          if (timer != null) {
            timer.cancel();
          }
        });
  }

  /// Now when the caller runs on it, or else by a post that no limit refuses: what it is for was
  /// admitted before. Not at all when it is closed, for then there is neither timer nor task.
  static void onReactor(Reactor reactor, Runnable work) {
    Carrier carrier = reactor.carrier();
    if (carrier.owned()) {
      work.run();
    } else if (!reactor.isClosed()) {
      carrier.post(work);
    }
  }
}
