package io.weightless.inspect;

import io.weightless.reactor.Reactor;
import java.util.List;

/// As long as it is open its reactor tells of each turn, and of each value that goes through a
/// channel.
///
/// ```java
/// try (Watch watch = Watch.open()) {
///   Task.sleep(ofSeconds(1));
///   for (Happening happening : watch.after(0)) {
///     System.out.println(happening);
///   }
/// }
/// ```
///
/// [Snapshot]s tell more then: how long each task has held the loop, and who used a channel last.
/// The JDK's flight recorder, if it records, is told of turns and waits that took long: the events
/// are `io.weightless.LongTurn`, above 10 ms if not set otherwise, and `io.weightless.LongWait`,
/// above a second.
///
/// - **Runs on**: its reactor, or any thread while that is not being run.
/// - **Limit**: the last 4,096 happenings are kept; of channels that nobody waits at, the 1,024
///   that were used last.
/// - **Cost**: while none is open, a look at a field for each turn and value. While one is, some
///   200 ns more.
public final class Watch implements AutoCloseable {
  private final Reactor reactor;
  private final Sight sight;
  private final Trail trail;
  private boolean closed;

  private Watch(Reactor reactor) {
    this.reactor = reactor;
    sight = Sight.of(reactor);
    trail = sight.open().trail();
  }

  /// Watches the reactor that runs the caller.
  ///
  /// @throws IllegalStateException outside a task and a callback
  public static Watch open() {
    return open(Reactor.current());
  }

  /// Watches `reactor`.
  public static Watch open(Reactor reactor) {
    return new Watch(reactor);
  }

  /// Whether the JDK's flight recorder records turns or waits that take long, of reactors that are
  /// watched. From any thread.
  public static boolean isRecorded() {
    return Flight.isWanted();
  }

  /// The number of the last happening; 0 when there was none.
  public long last() {
    return trail.last();
  }

  /// Those with a higher number that are still kept, oldest first. Who asks with the number of the
  /// last one that it got sees by the next number whether some are missing.
  ///
  /// - **Waits**: never.
  public List<Happening> after(long number) {
    return trail.after(number);
  }

  /// Nothing is told any more, unless another one is open. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      Sight.of(reactor); // which refuses other threads
      closed = true;
      sight.close();
    }
  }
}
