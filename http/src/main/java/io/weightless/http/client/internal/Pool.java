package io.weightless.http.client.internal;

import io.weightless.http.Limits;
import io.weightless.http.client.ClientLimits;
import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of one client. Of those that are idle the last one is used first, so the others
/// get old and are closed.
///
/// Whoever waits is served first come, first served, among those for whom there is room: a place of
/// their destination, and one of all.
public final class Pool {
  // I1 total is the sum of all places' open; a place that is empty is none of places.
  // I2 a connection is in idle exactly when it is among the idle ones of its place.
  // I3 nobody waits who could be served.

  private final Reactor reactor = Reactor.current();
  private final ReactorExecutor tasks = reactor.executor();
  private final Dialing dialing;
  private final Buffers buffers = new Buffers();
  private final ClientLimits limits;
  private final Limits heads;
  private final Map<Destination, Place> places = new LinkedHashMap<>();
  private final Set<Connection> all = new LinkedHashSet<>();
  private final Idle idle;
  private int total;
  private int waiting;
  private long lastNumber;

  /// Room is being made for somebody; it is nobody else's.
  private boolean isEvicting;

  private boolean isClosed;

  public Pool(ClientLimits limits) {
    this.limits = limits;
    this.dialing = new Dialing(limits.times().connect());
    this.heads =
        Limits.DEFAULT
            .with(limits.responses().head())
            .with(new Limits.Body(Long.MAX_VALUE, limits.responses().unreadBytes()));
    this.idle = new Idle(reactor, limits.times().idle());
  }

  ClientLimits limits() {
    return limits;
  }

  /// What the parsers know of them.
  Limits heads() {
    return heads;
  }

  ReactorExecutor tasks() {
    return tasks;
  }

  Buffers buffers() {
    return buffers;
  }

  public int open() {
    return total;
  }

  public int idle() {
    return idle.size();
  }

  /// A connection to `destination`, which the caller gives back or closes.
  ///
  /// - **Waits**: until there may be one more, and it is there.
  ///
  /// @param isForNew whether one that was used is not wanted
  Connection take(Destination destination, boolean isForNew) throws IOException {
    reactor.checkOwner();
    checkOpen();
    Place place = places.computeIfAbsent(destination, Place::new);
    Connection used = isForNew ? null : place.idle().poll();
    if (used != null) {
      return reused(used);
    }
    if (place.waiting().isEmpty() && hasRoom(place, isForNew)) {
      opens(place);
    } else {
      Connection given = await(place, isForNew);
      if (given != null) {
        return reused(given);
      }
    }
    return connect(place);
  }

  private Connection reused(Connection connection) {
    idle.remove(connection);
    connection.beBusy();
    return connection;
  }

  private @Nullable Connection await(Place place, boolean isForNew) throws IOException {
    int most = limits.connections().waiting();
    if (waiting == most) {
      forget(place);
      throw new IOException(
          "no connection to " + place.destination() + ": " + most + " requests wait already");
    }
    Waiting turn = new Waiting(place, ++lastNumber, isForNew);
    place.waiting().add(turn);
    waiting++;
    return turn.await(() -> {
      waiting--;
      forget(place);
    });
  }

  /// Into the room that is reserved for it.
  private Connection connect(Place place) throws IOException {
    @Nullable Connection connection = null;
    try {
      checkOpen();
      Stream stream = dialing.dial(place.destination());
      connection = new Connection(this, place.destination(), stream);
      all.add(connection);
      if (isClosed) {
        connection.close();
        checkOpen();
      }
      return connection;
    } finally {
      if (connection == null) {
        leave(place);
      }
    }
  }

  /// The exchange is over, and another one can have it.
  void giveBack(Connection connection) {
    if (isClosed || !connection.beIdle()) {
      connection.close();
      return;
    }
    Place place = place(connection);
    place.idle().push(connection);
    idle.add(connection);
    serve();
  }

  /// It was closed.
  void gone(Connection connection) {
    all.remove(connection);
    Place place = place(connection);
    if (idle.remove(connection)) {
      place.idle().remove(connection);
    }
    leave(place);
  }

  private Place place(Connection connection) {
    return places.computeIfAbsent(connection.destination(), Place::new);
  }

  private void opens(Place place) {
    places.put(place.destination(), place); // its last connection may have been evicted for this
    place.opens();
    total++;
  }

  private void leave(Place place) {
    place.closed();
    total--;
    forget(place);
    serve();
  }

  private void forget(Place place) {
    if (place.isEmpty()) {
      places.remove(place.destination());
    }
  }

  /// Whoever can go on does, those first who came first.
  private void serve() {
    while (waiting > 0 && !isClosed && !isEvicting) {
      Place place = longestWaiting();
      if (place == null) {
        return;
      }
      Waiting first = place.waiting().remove();
      waiting--;
      Connection used = first.isForNew() ? null : place.idle().poll();
      if (used != null) {
        idle.remove(used);
        used.beBusy();
      } else if (hasRoom(place, first.isForNew())) {
        opens(place);
      }
      first.give(used);
    }
  }

  private @Nullable Place longestWaiting() {
    Place longest = null;
    long least = Long.MAX_VALUE;
    for (Place place : places.values()) {
      if (place.first() < least && canServe(place)) {
        least = place.first();
        longest = place;
      }
    }
    return longest;
  }

  private boolean canServe(Place place) {
    if (!place.idle().isEmpty()) {
      return true;
    }
    return place.open() < limits.connections().perDestination()
        && (total < limits.connections().total() || idle.size() > 0);
  }

  /// Whether one more may be opened, if need be after closing one that is idle.
  private boolean hasRoom(Place place, boolean isForNew) {
    if (place.open() >= limits.connections().perDestination()) {
      Connection oldest = isForNew ? place.idle().peekLast() : null;
      if (oldest == null) {
        return false;
      }
      evict(oldest);
    }
    if (total >= limits.connections().total()) {
      Connection oldest = idle.oldest();
      if (oldest == null) {
        return false;
      }
      evict(oldest);
    }
    return true;
  }

  private void evict(Connection oldest) {
    isEvicting = true;
    oldest.close();
    isEvicting = false;
  }

  private void checkOpen() throws ClosedException {
    if (isClosed) {
      throw new ClosedException("the client is closed");
    }
  }

  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    for (Place place : List.copyOf(places.values())) {
      place.waiting().forEach(Waiting::fail);
      place.waiting().clear();
    }
    waiting = 0;
    idle.close();
    dialing.close();
    for (Connection connection : new ArrayList<>(all)) {
      connection.fail(new ClosedException("the client is closed"));
    }
    tasks.shutdownNow();
  }
}
