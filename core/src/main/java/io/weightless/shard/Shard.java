package io.weightless.shard;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One of some [Shards], as its program sees it. For its own reactor only.
public final class Shard {
  private final int index;
  private final int count;
  private final Scope scope;
  private final Reactor reactor = Reactor.current();
  private final Carrier carrier = Carrier.current();
  private final List<Runnable> drains = new ArrayList<>();
  private boolean draining;

  Shard(int index, int count, Scope scope) {
    this.index = index;
    this.count = count;
    this.scope = scope;
  }

  /// Which one it is: from 0.
  public int index() {
    return index;
  }

  /// How many there are.
  public int count() {
    return count;
  }

  /// The scope of its program: its tasks live as long as the shard, and their failures are its.
  public Scope scope() {
    return scope;
  }

  /// Whether [Shards#drain] was called: new work is to be refused.
  public boolean isDraining() {
    return draining;
  }

  /// Has `work` run when [Shards#drain] is called, or now if it was: for what ends the work that
  /// goes on for ever, as to close a listener or some [Mailboxes]. It must not wait.
  public void onDrain(Runnable work) {
    reactor.checkOwner();
    if (draining) {
      work.run();
    } else {
      drains.add(work);
    }
  }

  /// What was set up runs in turns of its own, so that all of it does when one part fails.
  void drain(Duration allowed) {
    if (draining) {
      return;
    }
    draining = true;
    scope.drain(Deadline.after(allowed));
    drains.forEach(carrier::post);
    drains.clear();
  }

  /// From any thread.
  void drainFrom(Duration allowed) {
    post(() -> drain(allowed));
  }

  /// From any thread.
  void cancel(String reason) {
    post(() -> scope.cancel(reason));
  }

  /// Nothing is to be done when it has ended meanwhile.
  private void post(Runnable work) {
    Shards.post(carrier, work);
  }

  boolean isOn(Reactor other) {
    return reactor == other;
  }

  @Override
  public String toString() {
    return "Shard[" + index + " of " + count + "]";
  }
}
