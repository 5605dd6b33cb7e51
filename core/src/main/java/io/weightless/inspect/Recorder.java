package io.weightless.inspect;

import io.weightless.engine.internal.AtChannel;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Watcher;
import io.weightless.inspect.Happening.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Writes down what happens on a reactor, as long as somebody watches it.
final class Recorder implements Watcher {
  private final LongSupplier clock;
  private final Channels channels;
  private final Trail trail = new Trail();
  private final Flight flight = new Flight();

  /// Of tasks that live, by their id.
  private final Map<Long, Usage> usages = new HashMap<>();

  private long began;

  Recorder(LongSupplier clock, Channels channels) {
    this.clock = clock;
    this.channels = channels;
    began = clock.getAsLong(); // it may be opened in the middle of a turn
  }

  Trail trail() {
    return trail;
  }

  Usage usage(long task) {
    return usages.getOrDefault(task, Usage.NONE);
  }

  @Override
  public void turnBegins(Object who) {
    flight.turnBegins(who);
    began = clock.getAsLong();
  }

  @Override
  public void turnEnds(Object who) {
    long length = clock.getAsLong() - began;
    flight.turnEnds(who);
    if (who instanceof Strand strand) {
      turnEnds(strand, length);
    } else {
      add(began, Kind.TURN, 0, Description.of(who), length, 0);
    }
  }

  private void turnEnds(Strand strand, long length) {
    long id = strand.thread().threadId();
    if (strand.hasEnded()) {
      usages.remove(id);
    } else {
      usages.computeIfAbsent(id, _ -> new Usage()).turn(length);
    }
    Kind kind = strand.hasEnded() ? Kind.LAST_TURN : Kind.TURN;
    add(began, kind, id, strand.name(), length, 0);
  }

  @Override
  public void sent(Object channel, @Nullable Strand sender) {
    long id = channels.sent(channel, sender);
    passed(Kind.SENT, sender, id);
  }

  @Override
  public void received(Object channel, @Nullable Strand receiver) {
    long id = channels.received(channel, receiver);
    passed(Kind.RECEIVED, receiver, id);
  }

  @Override
  public List<Strand> expectedAt(AtChannel wait) {
    Object channel = wait.channel();
    Strand last = wait.sends() ? channels.receiver(channel) : channels.sender(channel);
    return last == null ? List.of() : List.of(last);
  }

  private void passed(Kind kind, @Nullable Strand strand, long channel) {
    long id = strand == null ? 0 : strand.thread().threadId();
    add(clock.getAsLong(), kind, id, strand == null ? "" : strand.name(), 0, channel);
  }

  private void add(long at, Kind kind, long task, String who, long nanos, long channel) {
    trail.add(new Happening(trail.next(), at, kind, task, who, nanos, channel));
  }
}
