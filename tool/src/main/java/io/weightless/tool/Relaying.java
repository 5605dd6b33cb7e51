package io.weightless.tool;

import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The connections of one [Relay]: so many at a time, and beyond those none is accepted.
final class Relaying implements Life {
  private final Scope scope;
  private final Listener listener;
  private final int most;
  private final Semaphore room;
  private final Map<Relayed, Task<?>> open = new LinkedHashMap<>();

  Relaying(Scope scope, Listener listener, int most) {
    this.scope = scope;
    this.listener = listener;
    this.most = most;
    room = new Semaphore(most);
  }

  /// Until the listener is closed.
  void acceptAll(Function<Stream, Relayed> relay) {
    try {
      while (true) {
        room.acquire();
        Relayed next = relay.apply(listener.accept());
        open.put(next, scope.start(next.toString(), () -> run(next)));
      }
    } catch (IOException closed) {
      room.release();
    }
  }

  private void run(Relayed relayed) {
    try {
      relayed.run();
    } finally {
      open.remove(relayed);
      room.release();
    }
  }

  @Override
  public int connections() {
    return open.size();
  }

  @Override
  public boolean drain(Duration grace) {
    listener.close();
    try {
      Scope.join(Deadline.after(grace), _ -> room.acquire(most)); // when all have left
      return true;
    } catch (DeadlineExceeded exceeded) {
      List.copyOf(open.values()).forEach(task -> task.cancel("the time to drain is over"));
      return false;
    }
  }
}
