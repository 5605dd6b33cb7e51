package io.weightless.check.bench.fair;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Connections on one thread, each of which asks, waits for its answer, pauses, and asks again.
///
/// Who still waits in the end counts with what it has waited by then, so that a server can't shine
/// by not answering at all.
final class Visitors implements AutoCloseable {
  private final Selector selector;
  private final long pause;
  private final List<Visitor> all = new ArrayList<>();
  private final ArrayDeque<Visitor> pausing = new ArrayDeque<>(); // the next one first

  private Visitors(Selector selector, long pause) {
    this.selector = selector;
    this.pause = pause;
  }

  static Visitors open(int port, int count, Duration pause) throws IOException {
    Visitors visitors = new Visitors(Selector.open(), pause.toNanos());
    try {
      for (int i = 0; i < count; i++) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        visitors.all.add(Visitor.connect(address, visitors.selector));
      }
      return visitors;
    } catch (IOException e) {
      visitors.close();
      throw e;
    }
  }

  /// Visits for so long.
  Latencies run(Duration time) throws IOException {
    return run(time, Integer.MAX_VALUE);
  }

  /// Visits until there were so many answers, for so long at most.
  Latencies run(Duration time, int answers) throws IOException {
    Latencies latencies = new Latencies();
    long now = System.nanoTime();
    long end = now + time.toNanos();
    comeOneByOne(now);
    while (now < end && latencies.count() < answers) {
      askAllThatAreDue(now);
      selector.select(key -> read(key, latencies), millisUntilNext(System.nanoTime(), end));
      now = System.nanoTime();
    }
    for (Visitor visitor : all) {
      visitor.giveUp(now, latencies);
    }
    return latencies;
  }

  private void comeOneByOne(long now) {
    for (int i = 0; i < all.size(); i++) {
      Visitor visitor = all.get(i);
      visitor.pauseUntil(now + pause * i / all.size());
      pausing.add(visitor);
    }
  }

  private void askAllThatAreDue(long now) throws IOException {
    while (!pausing.isEmpty() && pausing.getFirst().due() <= now) {
      pausing.removeFirst().ask();
    }
  }

  private long millisUntilNext(long now, long end) {
    long next = pausing.isEmpty() ? end : Math.min(end, pausing.getFirst().due());
    return Math.max(1, Duration.ofNanos(next - now).toMillis());
  }

  private void read(SelectionKey key, Latencies latencies) {
    Visitor visitor = (Visitor) key.attachment();
    if (visitor.readAnswer(latencies)) {
      visitor.pauseUntil(System.nanoTime() + pause);
      pausing.addLast(visitor);
    }
  }

  @Override
  public void close() throws IOException {
    for (Visitor visitor : all) {
      visitor.close();
    }
    selector.close();
  }
}
