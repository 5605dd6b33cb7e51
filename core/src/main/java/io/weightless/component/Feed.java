package io.weightless.component;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Sink;
import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Brings values to wherever an outlet leads, also while that changes.
final class Feed<T> {
  /// One that never has to wait gives way that often.
  private static final int BETWEEN_TURNS = 1_024;

  private Port<T> end;

  /// Where that keeps values; null for nowhere, and before it was asked.
  private @Nullable Sink<T> sink;

  private boolean isAsked;

  /// Those that wait for room, each in a scope of its own.
  private List<Scope> waits = List.of();

  private int sends;

  Feed(Port<T> begin) {
    end = begin;
  }

  /// From now on to `port`, also for those that wait.
  @SuppressWarnings("unchecked") // a chain leads to ports that take what the first one gives
  void lead(Port<?> port) {
    end = (Port<T>) port;
    Sink<T> before = sink;
    isAsked = false;
    if (!waits.isEmpty() && sink() != before) {
      List.copyOf(waits).forEach(wait -> wait.cancel("it was wired anew"));
    }
  }

  /// Asked late, for a chain is made where no reactor need run.
  private @Nullable Sink<T> sink() {
    if (!isAsked) {
      sink = end.storage();
      isAsked = true;
    }
    return sink;
  }

  /// - **Waits**: while there is no room.
  ///
  /// @throws NobodyReceives when the component that it leads to has ended
  void send(T value) {
    Suspension.checkpoint();
    boolean isSent = false;
    while (!isSent) {
      Sink<T> to = sink();
      try {
        isSent = isTaken(to, value) || isSentWaiting(Objects.requireNonNull(to), value);
      } catch (ChannelClosed e) {
        if (to == sink()) {
          throw new NobodyReceives("nobody receives at " + end, e);
        }
      }
    }
    if (++sends % BETWEEN_TURNS == 0) {
      Suspension.giveWay();
    }
  }

  /// @throws NobodyReceives when the component that it leads to has ended
  boolean trySend(T value) {
    try {
      return isTaken(sink(), value);
    } catch (ChannelClosed e) {
      throw new NobodyReceives("nobody receives at " + end, e);
    }
  }

  private boolean isTaken(@Nullable Sink<T> to, T value) {
    if (to == null) {
      end.take(value);
      return true;
    }
    boolean isKept = to.trySend(value);
    if (isKept) {
      end.came();
    }
    return isKept;
  }

  /// False when it was not taken, because it leads elsewhere now.
  private boolean isSentWaiting(Sink<T> to, T value) {
    try {
      Scope.join(scope -> {
        add(scope);
        try {
          to.send(value);
        } finally {
          waits.remove(scope);
        }
      });
      return true;
    } catch (CancellationException _) { // which only this feed's scope can be ended by
      return false;
    }
  }

  private void add(Scope scope) {
    if (waits.isEmpty()) {
      waits = new ArrayList<>(1);
    }
    waits.add(scope);
  }
}
