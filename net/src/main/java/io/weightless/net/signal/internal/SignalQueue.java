package io.weightless.net.signal.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Shared;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.reactor.Reactor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What came for one watch and was not received yet.
public final class SignalQueue extends Resource implements SignalWatch, Suspension.Foreign {
  private final Reactor reactor;
  private final Shared shared;
  private final List<Signal> watched;
  private final boolean isForeign;
  private final Consumer<SignalQueue> whenClosed;

  /// In the order in which they came.
  private final Set<Signal> waiting = new LinkedHashSet<>();

  private final WaitQueue<@Nullable Void> receivers = new WaitQueue<>(this);
  private boolean closed;

  /// @param isForeign whether signals come from another thread
  public SignalQueue(
      Reactor reactor,
      Shared shared,
      List<Signal> watched,
      boolean isForeign,
      Consumer<SignalQueue> whenClosed) {
    this.reactor = reactor;
    this.shared = shared;
    this.watched = watched;
    this.isForeign = isForeign;
    this.whenClosed = whenClosed;
    shared.resources.add(this);
  }

  public List<Signal> watched() {
    return watched;
  }

  /// On the reactor.
  public void arrive(Signal signal) {
    if (!closed && watched.contains(signal) && waiting.add(signal)) {
      var first = receivers.first();
      if (first != null) {
        first.wake();
      }
    }
  }

  @Override
  public Signal receive() {
    reactor.checkOwner();
    Suspension.checkpoint();
    Signal next = tryReceive();
    while (next == null) {
      receivers.add(null).await();
      next = tryReceive();
    }
    return next;
  }

  @Override
  public @Nullable Signal tryReceive() {
    reactor.checkOwner();
    if (closed) {
      throw new IllegalStateException(describe() + " is closed");
    }
    var all = waiting.iterator();
    if (!all.hasNext()) {
      return null;
    }
    Signal next = all.next();
    all.remove();
    return next;
  }

  @Override
  public void close() {
    reactor.checkOwner();
    end();
  }

  private void end() {
    if (!closed) {
      closed = true;
      shared.resources.remove(this);
      whenClosed.accept(this);
      receivers.wakeAll();
    }
  }

  @Override
  public boolean isForeign() {
    return isForeign;
  }

  @Override
  protected String describe() {
    return "the watch of " + watched;
  }
}
