package io.weightless.component;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Source;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a component receives: `for (String line : in) { ... }`.
///
/// Whoever wires the component decides what leads here, and may change it while it runs. As long as
/// nothing ever has, a receive waits. When all that led here has ended, what was sent before can be
/// received, and then comes the end.
///
/// From Axon's inbox.
public final class Inlet<T> extends Port<T> implements Iterable<T> {
  /// How many values it keeps if not told otherwise.
  public static final int CAPACITY = 64;

  private int capacity = CAPACITY;
  private int holds;

  /// Whether its component has looked here for what comes.
  private boolean isRead;

  /// When it is the near end of one.
  private @Nullable Crossing<T> crossing;

  Inlet(Component<?, ?> owner, String description) {
    super(owner, description);
  }

  /// Keeps at most `most` values, then its senders wait.
  ///
  /// @throws IllegalStateException when something was sent here already
  public Inlet<T> limit(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(this + " needs room for a value at least, not " + most);
    }
    if (isUsed()) {
      throw new IllegalStateException(this + " is in use already: limit it when it is made");
    }
    capacity = most;
    return this;
  }

  /// The next value.
  ///
  /// - **Waits**: until there is one.
  ///
  /// @throws ChannelClosed at the end
  public T receive() {
    return read().receive();
  }

  /// The next value if there is one.
  ///
  /// - **Waits**: never.
  ///
  /// @return null when there is none now
  /// @throws ChannelClosed at the end
  public @Nullable T tryReceive() {
    return read().tryReceive();
  }

  /// For a select over several inlets: ask for it each time, for what is kept here may be moved
  /// when it is wired anew.
  public Source<T> source() {
    return read();
  }

  /// All that comes, until the end.
  ///
  /// - **Waits**: in `hasNext`, which takes the next value for `next` to give.
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private @Nullable Channel<T> channel;
      private Iterator<T> arrivals = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        Channel<T> present = read();
        if (present != channel) { // the one before is empty, or was never there
          channel = present;
          arrivals = present.iterator();
        }
        return arrivals.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException(Inlet.this + " has ended");
        }
        return arrivals.next();
      }
    };
  }

  private Channel<T> read() {
    isRead = true;
    return channel();
  }

  Channel<T> channel() {
    return (Channel<T>) Objects.requireNonNull(storage());
  }

  @Override
  boolean isAwaited() {
    return holds > 0 || (hasEnded() ? isFound() : isFedBy(Port::isAwaited));
  }

  /// Whether its component finds what is left here, or the end.
  private boolean isFound() {
    return isRead || waiting() > 0 || !owner().life().hasBegun();
  }

  @Override
  void fedAnew() {
    owner().fedAnew();
    if (crossing != null) {
      crossing.fedAnew();
    }
  }

  /// What is sent here goes to another reactor.
  void cross(Crossing<T> over) {
    crossing = over;
  }

  @Override
  void came() {
    if (crossing != null) {
      crossing.came();
    }
  }

  /// Does not end from now on, though all that led here may have: for a component that others join
  /// and leave. A drain does not stop that either, so override [Component#onDrain], and
  /// [release][#release] it there. It may be held several times.
  ///
  /// - **Waits**: never.
  public void hold() {
    holds++;
  }

  /// Is held once less. If it was the last time it ends as soon as nothing leads here: at once when
  /// nothing does.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when it is not held
  public void release() {
    if (holds == 0) {
      throw new IllegalStateException(this + " is not held");
    }
    holds--;
    wireEnded();
  }

  @Override
  void wireEnded() {
    endsWithLast = holds == 0 && !isFedAnyLonger();
    wireCut();
  }

  @Override
  void wireCut() {
    if (endsWithLast && !isFed()) {
      end();
      fedAnew();
    }
  }

  @Override
  boolean isLeaving() {
    return false;
  }

  @Override
  @Nullable Feed<T> feed() {
    return null;
  }

  @Override
  int capacity() {
    return capacity;
  }

  @Override
  void checkKeeps() {}

  @Override
  void takeIn(Channel<T> kept) {
    Channel<T> own = channel();
    if (!own.isClosed()) {
      kept.moveTo(own);
      came();
    } else {
      drop(kept);
    }
  }

  @Override
  void take(T value) {
    throw new AssertionError(this + " keeps what is sent to it");
  }

  private static void drop(Channel<?> kept) {
    while (next(kept) != null) {
      // nobody reads here
    }
  }

  /// What the inlet inside has not given stays here, for the next one.
  @Override
  void desert(Wire wire) {
    lose(wire);
    if (wire.near().kept() instanceof Channel<?> kept) {
      takeIn(Inlet.<T>ours(kept));
    }
    route();
  }

  /// What comes waits here.
  @Override
  void leadToEnd(Wire wire) {}

  @SuppressWarnings("unchecked") // a wire leads to a port that takes what the other one gives
  private static <T> Channel<T> ours(Channel<?> kept) {
    return (Channel<T>) kept;
  }

  /// Nobody feeds it, or will, nor those around that are to end, too. What is kept here is still
  /// received, so it is not given back.
  void endUnfed() {
    for (Wire wire : incoming()) {
      if (wire.from() instanceof Inlet<?> around) {
        if (around.owner().life().isDraining()) {
          around.endUnfed();
        } else {
          around.cut(wire);
        }
      }
    }
    end();
  }

  /// Its component has ended: nobody reads here any more. What comes from around that component
  /// stays there, for whoever is wired next.
  void leave() {
    end();
    Inlet<T> outer = whence();
    if (outer != null) {
      outer.takeRest(this);
    }
    storage(null); // what is asked for from now on has ended
  }
}
