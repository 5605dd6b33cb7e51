package io.weightless.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a channel does, written down as plainly as possible: lists, and no waits.
///
/// Whoever waits is a name; what became of its wait is put into `outcomes`, and all its places in
/// all channels are given up.
final class ModelChannel {
  enum Kind {
    RENDEZVOUS,
    BUFFERED,
    CONFLATING,
    PRIORITISED,
    STACKED
  }

  record Waiting(String who, @Nullable Integer value) {}

  final Kind kind;
  final Channel<Integer> real;
  final List<Integer> buffer = new ArrayList<>();
  final List<Waiting> senders = new ArrayList<>();
  final List<Waiting> receivers = new ArrayList<>();
  private final List<ModelChannel> all;
  private final Map<String, Object> outcomes;
  private final int capacity;
  boolean closed;
  private long sent;
  private long received;
  private long dropped;

  ModelChannel(SplittableRandom random, List<ModelChannel> all, Map<String, Object> outcomes) {
    this.all = all;
    this.outcomes = outcomes;
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    int room = random.nextInt(1, 4);
    real =
        switch (kind) {
          case RENDEZVOUS -> Channel.rendezvous();
          case BUFFERED -> Channel.buffered(room);
          case CONFLATING -> Channel.conflating();
          case PRIORITISED -> Channel.prioritised(room, Comparator.comparingInt(i -> i % 3));
          case STACKED -> Channel.stacked(room);
        };
    capacity =
        switch (kind) {
          case RENDEZVOUS -> 0;
          case CONFLATING -> 1;
          default -> room;
        };
  }

  boolean canSend() {
    return closed || !receivers.isEmpty() || hasRoom();
  }

  private boolean hasRoom() {
    return buffer.size() < capacity || kind == Kind.CONFLATING;
  }

  boolean canReceive() {
    return closed || !buffer.isEmpty() || !senders.isEmpty();
  }

  /// @return `sent`, or `closed`
  Object send(int value) {
    if (closed) {
      return "closed";
    }
    sent++;
    if (receivers.isEmpty()) {
      keep(value);
    } else {
      received++;
      settle(receivers.getFirst().who, value);
    }
    return "sent";
  }

  private void keep(int value) {
    if (buffer.size() == capacity) {
      buffer.removeFirst();
      dropped++;
    }
    switch (kind) {
      case STACKED -> buffer.addFirst(value);
      case PRIORITISED -> {
        buffer.add(value);
        buffer.sort(Comparator.comparingInt(i -> i % 3)); // stable
      }
      default -> buffer.add(value);
    }
  }

  /// @return the value, or `closed`
  Object receive() {
    if (!buffer.isEmpty()) {
      received++;
      int value = buffer.removeFirst();
      if (!senders.isEmpty()) {
        Waiting sender = senders.getFirst();
        sent++;
        keep(sender.value);
        settle(sender.who, "sent");
      }
      return value;
    }
    if (senders.isEmpty()) {
      return "closed";
    }
    Waiting sender = senders.getFirst();
    sent++;
    received++;
    settle(sender.who, "sent");
    return sender.value;
  }

  void close() {
    closed = true;
    while (!senders.isEmpty()) {
      settle(senders.getFirst().who, "closed");
    }
    while (!receivers.isEmpty()) {
      settle(receivers.getFirst().who, "closed");
    }
  }

  private void settle(String who, Object outcome) {
    outcomes.put(who, outcome);
    all.forEach(channel -> channel.forget(who));
  }

  void forget(String who) {
    senders.removeIf(waiting -> waiting.who.equals(who));
    receivers.removeIf(waiting -> waiting.who.equals(who));
  }

  ChannelStatistics statistics() {
    return new ChannelStatistics(
        capacity, buffer.size(), senders.size(), receivers.size(), sent, received, dropped);
  }
}
