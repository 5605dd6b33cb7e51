package io.weightless.component;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where values come into a component, or go out of it.
///
/// Ports form trees: each leads to at most one other, and any number may lead to one. What is sent
/// goes at once to the last one, which keeps it.
///
/// From Axon's boxes, of which the linked ones share the storage of the last one, too.
public abstract sealed class Port<T> permits Inlet, Outlet {
  // I1 `incoming` of a port has a wire exactly when that wire is `onward` of another one.
  // I2 each feed leads to the last port of its chain: whoever changes a chain routes.
  // I3 only a last port keeps values.

  private final Component<?, ?> owner;
  private final String description;
  private List<Wire> incoming = List.of();
  private @Nullable Wire onward;

  /// The last inlet that led here and has ended.
  private @Nullable Inlet<T> whence;

  private boolean ended;

  /// What is kept here; null as long as nothing was.
  private @Nullable Sink<T> box;

  Port(Component<?, ?> owner, String description) {
    this.owner = owner;
    this.description = Objects.requireNonNull(description);
  }

  /// Whose it is.
  public final Component<?, ?> owner() {
    return owner;
  }

  /// What it is for, as its component says.
  public final String description() {
    return description;
  }

  /// The wires that lead here, in the order in which they were made.
  public final List<Wire> incoming() {
    return List.copyOf(incoming);
  }

  /// The wire that leads away from here; null for none.
  public final @Nullable Wire onward() {
    return onward;
  }

  /// Whether nothing comes any more: all that led here has ended, or its component has.
  public final boolean hasEnded() {
    return ended;
  }

  /// How many values are kept here.
  public final int waiting() {
    return box instanceof Channel<T> channel ? channel.statistics().buffered() : 0;
  }

  final boolean isFed() {
    return !incoming.isEmpty();
  }

  /// Whether something may come here, or has come: from an outlet at the end of a chain.
  abstract boolean isAwaited();

  /// What leads here has changed.
  abstract void fedAnew();

  /// Of its own, where values begin their way.
  abstract @Nullable Feed<T> feed();

  /// How many values it may keep; 0 for none.
  abstract int capacity();

  /// A wire that led here has ended, and is gone.
  abstract void wireEnded();

  /// Where to put what is sent here; null where nothing is kept.
  final @Nullable Sink<T> storage() {
    if (box == null && capacity() > 0) {
      box = Channel.buffered(capacity());
      if (ended) {
        box.close();
      }
    }
    return box;
  }

  final boolean isUsed() {
    return box != null;
  }

  final void storage(@Nullable Sink<T> other) {
    box = other;
  }

  /// The port that keeps what is sent here.
  @SuppressWarnings("unchecked") // a wire leads to a port that takes what this one gives
  final Port<T> last() {
    Port<?> at = this;
    while (at.onward != null) {
      at = at.onward.near();
    }
    return (Port<T>) at;
  }

  /// From now on what is sent here goes along `wire`, and before it what is kept here.
  final void lead(Wire wire) {
    if (onward != null) {
      throw new IllegalStateException(
          this + " is wired already: " + onward + "; for several receivers there is Splitter");
    }
    if (wire.near().last() == this) {
      throw new IllegalStateException(wire + " would lead back to itself");
    }
    Sink<T> kept = box;
    box = null;
    onward = wire;
    wire.near().join(wire);
    if (kept instanceof Channel<T> channel && channel.statistics().buffered() > 0) {
      last().takeIn(channel);
    }
    route();
    if (ended) {
      passEnd(wire);
    }
    wire.near().last().fedAnew();
  }

  private void join(Wire wire) {
    if (incoming.isEmpty()) {
      incoming = new ArrayList<>(1);
    }
    incoming.add(wire);
  }

  /// Keeps what was kept elsewhere: with its box, where there is none yet; or in its own, which
  /// becomes larger if it must.
  private void takeIn(Channel<T> kept) {
    if (box == null && capacity() > 0 && !kept.isClosed()) {
      box = kept;
      return;
    }
    for (T value = next(kept); value != null; value = next(kept)) {
      take(value);
    }
  }

  /// Keeps `value`, or does with it what this port does.
  abstract void take(T value);

  static <T> @Nullable T next(Channel<T> kept) {
    try {
      return kept.tryReceive();
    } catch (ChannelClosed _) {
      return null;
    }
  }

  /// Leads nowhere any more: what is sent from now on is kept here. That is no end.
  final void cut(Wire wire) {
    if (onward == wire) {
      onward = null;
      wire.near().incoming.remove(wire);
      wire.near().last().fedAnew();
      route();
    }
  }

  /// The component of the inlet that `wire` led to has ended: what it has not read stays here, for
  /// the next one.
  final void takeBack(Wire wire, Port<T> from) {
    onward = null;
    from.incoming.remove(wire);
    box = from.box;
    from.box = null;
    route();
  }

  /// Tells all feeds that lead here where to.
  final void route() {
    route(last());
  }

  private void route(Port<?> end) {
    Feed<T> own = feed();
    if (own != null) {
      own.lead(end);
    }
    incoming.forEach(wire -> wire.from().route(end));
  }

  /// Nothing comes here any more.
  final void end() {
    if (ended) {
      return;
    }
    ended = true;
    Wire wire = onward;
    if (wire != null) {
      passEnd(wire);
    } else if (box != null) {
      box.close();
    }
  }

  @SuppressWarnings("unchecked") // a wire leads to a port that takes what this one gives
  private void passEnd(Wire wire) {
    Port<T> next = (Port<T>) wire.near();
    onward = null;
    if (this instanceof Inlet<T> inlet) {
      next.whence = inlet;
    }
    next.incoming.remove(wire);
    next.wireEnded();
  }

  /// The inlet whose end came here; null for none.
  final @Nullable Inlet<T> whence() {
    return whence;
  }

  /// The same for one that led to `from`, and ended before that did.
  final void takeRest(Port<T> from) {
    if (onward == null && box == null) {
      box = from.box;
      from.box = null;
    }
  }

  /// Takes the place of `former`, whose component has crashed: its wires, and what it kept.
  final void succeed(Port<T> former) {
    ended = former.ended;
    whence = former.whence;
    box = former.box;
    former.incoming.forEach(wire -> {
      wire.leadTo(this);
      join(wire);
    });
    former.incoming = List.of();
    onward = former.onward;
    former.onward = null;
    if (onward != null) {
      onward.comeFrom(this);
    }
    route();
  }

  @Override
  public final String toString() {
    return "'" + description + "' of " + owner.path();
  }
}
