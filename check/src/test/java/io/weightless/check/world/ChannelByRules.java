package io.weightless.check.world;

import io.weightless.channel.ChannelStatistics;
import io.weightless.check.world.Expected.How;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel as the rules say it is: two lines of those who wait, and a list.
final class ChannelByRules {
  enum Kind {
    RENDEZVOUS,
    BUFFERED,
    CONFLATING,
    PRIORITISED,
    STACKED
  }

  /// One who waits here.
  private record Place(Expected end, int clause, @Nullable Value asked) {}

  final Kind kind;
  private final int capacity;
  private final List<Value> buffer = new ArrayList<>();
  private final List<Place> senders = new ArrayList<>();
  private final List<Place> receivers = new ArrayList<>();
  private long sent;
  private long received;
  private long dropped;
  private boolean isClosed;
  private @Nullable Throwable failure;

  ChannelByRules(Kind kind, int capacity) {
    this.kind = kind;
    this.capacity = capacity;
  }

  boolean isEnded() {
    return isClosed || failure != null;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean canSend() {
    return isEnded() || hasRoom();
  }

  private boolean hasRoom() {
    return !receivers.isEmpty() || buffer.size() < capacity || kind == Kind.CONFLATING;
  }

  boolean canReceive() {
    return isEnded() || !buffer.isEmpty() || !senders.isEmpty();
  }

  /// Whether a receive is told of the end now.
  boolean isOver() {
    return failure != null || (isClosed && buffer.isEmpty());
  }

  void send(Expected end, Value value) {
    if (isEnded()) {
      end.settle(How.REFUSED, 0, null);
    } else if (hasRoom()) {
      put(value);
      end.settle(How.SENT, 0, null);
    } else {
      joinSenders(end, 0, value);
    }
  }

  void receive(Expected end) {
    if (isOver()) {
      end.settle(How.REFUSED, 0, null);
    } else if (canReceive()) {
      end.settle(How.RECEIVED, 0, take());
    } else {
      joinReceivers(end, 0);
    }
  }

  /// A select that has both clauses does not meet itself.
  void joinSenders(Expected end, int clause, Value value) {
    join(senders, new Place(end, clause, value));
  }

  void joinReceivers(Expected end, int clause) {
    join(receivers, new Place(end, clause, null));
  }

  private static void join(List<Place> line, Place place) {
    line.add(place);
    place.end.waitsAt(() -> line.remove(place));
  }

  void put(Value value) {
    sent++;
    if (!receivers.isEmpty()) {
      received++;
      Place first = receivers.getFirst();
      first.end.settle(How.RECEIVED, first.clause, value);
      return;
    }
    switch (kind) {
      case CONFLATING -> {
        dropped += buffer.size();
        buffer.clear();
        buffer.add(value);
      }
      case PRIORITISED -> {
        int at = 0;
        while (at < buffer.size() && buffer.get(at).compareTo(value) <= 0) {
          at++;
        }
        buffer.add(at, value);
      }
      case STACKED -> buffer.addFirst(value);
      case RENDEZVOUS, BUFFERED -> buffer.add(value);
    }
  }

  Value take() {
    received++;
    if (buffer.isEmpty()) {
      sent++;
      return admitted();
    }
    Value value = buffer.removeFirst();
    while (!senders.isEmpty() && hasRoom()) {
      put(admitted());
    }
    return value;
  }

  private Value admitted() {
    Place first = senders.getFirst();
    Value value = first.asked;
    if (value == null) {
      throw new AssertionError("who waits to send has a value");
    }
    first.end.settle(How.SENT, first.clause, null);
    return value;
  }

  void close() {
    if (!isEnded()) {
      isClosed = true;
      refuseAll();
    }
  }

  void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      dropped += buffer.size();
      buffer.clear();
      refuseAll();
    }
  }

  private void refuseAll() {
    for (List<Place> line : List.of(receivers, senders)) {
      while (!line.isEmpty()) {
        Place first = line.getFirst();
        first.end.settle(How.REFUSED, first.clause, null);
      }
    }
  }

  ChannelStatistics statistics() {
    return new ChannelStatistics(
        capacity, buffer.size(), senders.size(), receivers.size(), sent, received, dropped);
  }
}
