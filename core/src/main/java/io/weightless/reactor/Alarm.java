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

  /// From any thread; another one's is a post, against the limit of these.
  ///
  /// @param refused given what the reactor says when it has no room for one more
  /// @return false when there is nothing to cancel: it was refused at once, or the reactor is
  ///   closed
  boolean set(Consumer<IllegalStateException> refused) {
    Carrier carrier = reactor.carrier();
    try {
      if (carrier.owned()) {
        arm();
        return true;
      }
      if (reactor.isClosed()) {
        return false;
      }
      reactor.posts().add();
    } catch (IllegalStateException full) {
      refused.accept(full);
      return false;
    }
    carrier.post(() -> {
      reactor.posts().remove();
      armOr(refused);
    });
    return true;
  }

  private void armOr(Consumer<IllegalStateException> refused) {
    try {
      arm();
    } catch (IllegalStateException full) {
      refused.accept(full);
    }
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
