package io.weightless.component;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Mailbox;
import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The part of a wire that leads from one reactor to another.
///
/// Each end belongs to its own reactor: a hidden inlet, which keeps what is sent, and a hidden
/// outlet, which takes its end over. All that has come to the one when it has a turn goes to the
/// other in one load, by a mailbox, and a task brings it on; and what has been brought is said for
/// a whole load. So the two wake each other once for many values.
final class Crossing<T> {
  /// So many times what may wait to leave is on its way, for to wake each other takes the two
  /// longer than a few values do.
  private static final int LOADS = 4;

  private final Inlet<T> departure;
  private final Outlet<T> arrival;

  /// On from there.
  private final Wire inner;

  /// How many may have left the one and not the other.
  private final int most;

  // from its arrival on
  private @Nullable Mailbox<List<T>> loads;
  private @Nullable Carrier far;

  // from its departure on
  private volatile @Nullable Carrier near;

  /// For how many more of them.
  private int room;

  /// Whether nobody feeds it, and only those still come that are on their way.
  private boolean areLast;

  /// Whether it is to have a turn.
  private boolean isToShip;

  /// Whether it is to be removed: said at once by who wants that, so that one that is made anew
  /// sees it before the removal has come to its reactor.
  private volatile boolean isLeaving;

  /// Whether the end of the loads is none of what is sent. Written before that comes.
  private volatile boolean isRemoved;

  /// Whether nobody receives there any more.
  private volatile boolean isDeserted;

  /// Complete when all that was sent has been brought.
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();

  Crossing(Port<?> from, Port<T> to) {
    int limit = to.capacity() > 0 ? to.capacity() : Inlet.CAPACITY;
    most = LOADS * limit;
    departure = new Inlet<T>(from.owner(), to.description()).limit(limit);
    arrival = new Outlet<>(to.owner(), from.description());
    inner = new Wire(arrival, to);
  }

  Inlet<T> departure() {
    return departure;
  }

  Port<?> to() {
    return inner.to();
  }

  /// On the reactor of where it leads to.
  ///
  /// @param there for as long as something may come
  void arrive(Scope there) {
    List<CompletableFuture<Boolean>> before = removedBefore();
    Mailbox<List<T>> made = Mailbox.buffered(most + 1); // and the last one, when all is to go
    loads = made;
    far = Carrier.current();
    arrival.endOf(this);
    arrival.lead(inner);
    there.start("to " + to(), () -> bring(before, made));
  }

  /// Those that were removed, and still bring what was sent before.
  private List<CompletableFuture<Boolean>> removedBefore() {
    return to().incoming().stream()
        .map(wire -> wire.from() instanceof Outlet<?> outlet ? outlet.crossing() : null)
        .filter(Objects::nonNull)
        .filter(crossing -> crossing.isLeaving)
        .map(crossing -> crossing.over)
        .toList();
  }

  /// On the reactor of where it comes from.
  ///
  /// @param here for as long as something may go
  void depart(Wire wire, Scope here) {
    room = most;
    near = Carrier.current();
    departure.cross(this);
    wire.from().lead(wire);
    if (isDeserted) {
      leave();
    }
    if (wire.isRemoved()) {
      remove(wire); // while it was made
    }
  }

  /// What leads to its departure has changed, or has ended. On the reactor of that.
  void fedAnew() {
    Carrier there = Objects.requireNonNull(far);
    if (departure.hasEnded()) {
      ship();
    } else if (!isLeaving && !there.farewells.areTold()) {
      boolean isFed = departure.isAwaited();
      boolean something = isFed || room < most || departure.waiting() > 0;
      areLast = something && !isFed;
      there.post(() -> {
        arrival.await(something);
        inner.near().last().fedAnew();
      });
    }
  }

  /// Something has come to its departure, and more may come in this turn.
  void came() {
    if (room > 0 && !isToShip) {
      isToShip = true;
      Objects.requireNonNull(near).post(this::ship);
    }
  }

  /// A turn of its departure: all that may leave goes; at the end all that is left.
  private void ship() {
    isToShip = false;
    Mailbox<List<T>> there = Objects.requireNonNull(loads);
    try {
      boolean isEnd = departure.hasEnded();
      List<T> load = load(isEnd ? Integer.MAX_VALUE : room);
      room -= load.size();
      if (!load.isEmpty() && !there.trySend(load)) {
        throw new AssertionError("there is room for all loads in " + there);
      }
      if (isEnd) {
        there.close();
      }
    } catch (ChannelClosed _) {
      departure.leave(); // the reactor there is closed
    }
  }

  private List<T> load(int atMost) {
    List<T> load = new ArrayList<>();
    if (departure.kept() instanceof Channel<T> kept) {
      T next;
      while (load.size() < atMost && (next = Port.next(kept)) != null) {
        load.add(next);
      }
    }
    return load;
  }

  /// The task of its arrival.
  private void bring(List<CompletableFuture<Boolean>> before, Mailbox<List<T>> made) {
    try {
      before.forEach(Task::await); // or this would overtake it
      try {
        made.forEach(this::bring);
      } catch (NobodyReceives _) {
        desert(); // or who sends there would hear of it only when there is no room
        made.forEach(_ -> {}); // what is on its way is lost, and no more
      }
      if (isRemoved) {
        arrival.cut(inner);
      } else {
        arrival.end();
      }
    } finally {
      over.complete(true);
    }
  }

  private void bring(List<T> load) {
    load.forEach(arrival::send);
    Carrier home = Objects.requireNonNull(near);
    if (!home.farewells.areTold()) {
      home.post(() -> arrived(load.size()));
    }
  }

  /// So many more may leave.
  private void arrived(int count) {
    room += count;
    ship();
    if (areLast) {
      fedAnew();
    }
  }

  /// Nobody receives where it leads to. On the reactor of that.
  void desert() {
    isDeserted = true;
    Carrier home = near;
    if (home != null && !home.farewells.areTold()) {
      home.post(this::leave);
    }
  }

  private void leave() {
    departure.leave();
    ship();
  }

  boolean isLeaving() {
    return isLeaving;
  }

  /// What is on its way still arrives. From any thread.
  void remove(Wire wire) {
    isLeaving = true;
    Carrier home = near;
    if (home != null && !home.farewells.areTold()) {
      home.run(wire, () -> cut(wire));
    }
  }

  /// Where it has ended already, that is what comes behind what is on its way.
  private void cut(Wire wire) {
    if (wire.from().cut(wire)) {
      isRemoved = true;
      departure.end();
      ship();
    }
  }

  /// It was not made: where it comes from leads elsewhere.
  void giveUp() {
    isRemoved = true;
    Objects.requireNonNull(loads).close();
  }
}
