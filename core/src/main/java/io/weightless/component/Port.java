package io.weightless.component;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.ChannelStatistics;
import io.weightless.channel.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where values come into a component, or go out of it.
///
/// Ports form trees: each leads to at most one other, and any number may lead to one. What is sent
/// goes at once to the last one, which keeps it.
///
/// From Axon's boxes, of which the linked ones share the storage of the last one, too.
public abstract sealed class Port<T> permits Inlet, Outlet {
  // I1 the ring of a port has a wire exactly when that wire is `onward` of another one.
  // I2 each feed leads to the last port of its chain: whoever changes a chain routes.
  // I3 only a last port keeps values; what another one has is empty, for those who wait there.

  private static final ChannelStatistics NOTHING = new ChannelStatistics(0, 0, 0, 0, 0, 0, 0);

  private final Component<?, ?> owner;
  private final String description;

  /// Of the ring of those that lead here, the last one, whose next is the first: many may lead
  /// here, and each is out of it at once.
  private @Nullable Wire lastIncoming;

  private @Nullable Wire onward;

  /// The last inlet that led here and has ended.
  private @Nullable Inlet<T> whence;

  private boolean ended;

  /// Whether all that leads here was removed, and the last of the others has ended: what is still
  /// on its way comes before the end.
  boolean endsWithLast;

  /// Where values are kept; null as long as nobody has asked.
  private @Nullable Sink<T> box;

  /// The inlet that this led to, whose component has ended; null for none, and when it leads
  /// elsewhere.
  private @Nullable String deserter;

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
    List<Wire> all = new ArrayList<>();
    for (Wire at = first(); at != null; at = after(at)) {
      all.add(at);
    }
    return List.copyOf(all);
  }

  private @Nullable Wire first() {
    return lastIncoming == null ? null : lastIncoming.after();
  }

  private @Nullable Wire after(Wire wire) {
    return wire == lastIncoming ? null : wire.after();
  }

  /// Whether one of those that lead here is such a one.
  final boolean isFedBy(Predicate<Port<?>> which) {
    Wire at = first();
    while (at != null && !which.test(at.from())) {
      at = after(at);
    }
    return at != null;
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
    return statistics().buffered();
  }

  /// What is kept here, and what went through.
  public final ChannelStatistics statistics() {
    return box instanceof Channel<T> channel ? channel.statistics() : NOTHING;
  }

  final boolean isFed() {
    return lastIncoming != null;
  }

  /// Whether something may come here, or has come: from an outlet at the end of a chain.
  abstract boolean isAwaited();

  /// What leads here has changed.
  abstract void fedAnew();

  /// Something that was sent is kept here.
  abstract void came();

  /// Of its own, where values have begun their way; null for none.
  abstract @Nullable Feed<T> feed();

  /// How many values it may keep; 0 for none.
  abstract int capacity();

  /// A wire that led here has ended, and is gone.
  abstract void wireEnded();

  /// A wire that led here was removed, and is gone.
  abstract void wireCut();

  /// Whether something leads here but what was removed, and still brings what was sent before.
  final boolean isFedAnyLonger() {
    return isFedBy(from -> !from.isLeaving());
  }

  /// Whether it is the far end of a wire that was removed.
  abstract boolean isLeaving();

  /// Does with `value` what is done where nothing is kept.
  abstract void take(T value);

  /// Where to put what is sent here; null where nothing is kept.
  final @Nullable Sink<T> storage() {
    if (capacity() == 0 || deserter != null) {
      return null;
    }
    if (box == null) {
      box = Channel.buffered(capacity());
      if (ended) {
        box.close();
      }
    }
    return box;
  }

  /// Whether nothing can be put here any more.
  final boolean isClosed() {
    return deserter != null || (box == null ? ended : box.isClosed());
  }

  final boolean isUsed() {
    return box != null;
  }

  /// @throws NobodyReceives when it led to a component that has ended
  final void checkNotDeserted() {
    if (deserter != null) {
      throw new NobodyReceives("nobody receives at " + deserter, null);
    }
  }

  final @Nullable Sink<T> kept() {
    return box;
  }

  final void storage(@Nullable Sink<T> other) {
    box = other;
  }

  /// The port that keeps what is sent here.
  final Port<?> last() {
    Port<?> at = this;
    while (at.onward != null) {
      at = at.onward.near();
    }
    return at;
  }

  @SuppressWarnings("unchecked") // a wire leads to a port that takes what this one gives
  final void lead(Wire wire) {
    lead(wire, (Port<T>) wire.near().last());
  }

  /// From now on what is sent here goes along `wire`, and before it what is kept here.
  private void lead(Wire wire, Port<T> end) {
    checkFree();
    if (end == this) {
      throw new IllegalStateException(wire + " would lead back to itself");
    }
    if (wire.near().ended) {
      leadToEnd(wire);
      return;
    }
    Channel<T> kept = waiting() > 0 ? (Channel<T>) box : null;
    if (kept != null) {
      end.checkKeeps();
    }
    deserter = null;
    onward = wire;
    wire.near().join(wire);
    if (kept != null) {
      end.takeIn(kept);
    }
    route();
    if (ended) {
      passEnd(wire);
    }
    end.fedAnew();
  }

  final void checkFree() {
    if (onward != null) {
      throw new IllegalStateException(
          this + " is wired already: " + onward + "; for several receivers there is Splitter");
    }
  }

  private void join(Wire wire) {
    lastIncoming = wire.link(lastIncoming);
    endsWithLast = false;
  }

  private void part(Wire wire) {
    if (wire.isLinked()) {
      lastIncoming = wire.unlink(Objects.requireNonNull(lastIncoming));
    }
  }

  /// Refuses what was kept elsewhere, if it is to be refused.
  abstract void checkKeeps();

  /// Keeps what was kept elsewhere, beyond its limit if it must; or does with it what it does with
  /// what is sent.
  abstract void takeIn(Channel<T> kept);

  /// As long as nobody reads there.
  static <T> @Nullable T next(Channel<T> kept) {
    try {
      return kept.tryReceive();
    } catch (ChannelClosed _) {
      return null;
    }
  }

  /// Leads nowhere any more: what is sent from now on is kept here. That is no end.
  ///
  /// @return whether `wire` was still there
  final boolean cut(Wire wire) {
    if (onward != wire) {
      return false;
    }
    lose(wire);
    wire.near().wireCut();
    wire.near().last().fedAnew();
    route();
    return true;
  }

  /// The component that `wire` led to has ended.
  abstract void desert(Wire wire);

  /// It would lead to where nothing comes any more.
  abstract void leadToEnd(Wire wire);

  /// That wire is gone.
  final void lose(Wire wire) {
    onward = null;
    wire.near().part(wire);
  }

  final void deserted(Wire wire) {
    lose(wire);
    deserter = wire.to().toString();
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
    for (Wire at = first(); at != null; at = after(at)) {
      at.from().route(end);
    }
  }

  /// Nothing comes here any more.
  final void end() {
    if (ended) {
      return;
    }
    ended = true;
    Wire wire = onward;
    if (box != null) {
      box.close();
    }
    if (wire != null) {
      passEnd(wire);
    }
    for (Wire left = first(); left != null; left = first()) {
      left.from().desert(left); // which takes it out
    }
  }

  @SuppressWarnings("unchecked") // a wire leads to a port that takes what this one gives
  private void passEnd(Wire wire) {
    Port<T> next = (Port<T>) wire.near();
    if (this instanceof Inlet<T> inlet) {
      next.whence = inlet;
    }
    lose(wire);
    next.wireEnded();
  }

  /// The inlet whose end came here; null for none.
  final @Nullable Inlet<T> whence() {
    return whence;
  }

  /// What `from` has not given is for the next one, though the end has gone there already.
  final void takeRest(Port<T> from) {
    if (onward == null && waiting() == 0 && from.box != null) {
      box = from.box;
      from.box = null;
    }
  }

  /// Takes the place of `former`, whose component has crashed: its wires, and what it kept. Where
  /// it was wired when it was made, that goes on to there.
  final void succeed(Port<T> former) {
    Wire own = onward;
    if (own != null) {
      lose(own);
    }
    ended = former.ended;
    whence = former.whence;
    deserter = former.deserter;
    box = former.box;
    for (Wire left = former.first(); left != null; left = former.first()) {
      former.part(left);
      left.leadTo(this);
      join(left);
    }
    endsWithLast = former.endsWithLast;
    onward = former.onward;
    former.onward = null;
    if (onward != null) {
      onward.comeFrom(this);
    }
    if (own == null) {
      route();
    } else {
      lead(own);
    }
  }

  @Override
  public final String toString() {
    return "'" + description + "' of " + owner.path();
  }
}
