package io.weightless.inspect;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Reactor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one reactor beyond what can be seen of it at any time: a service of it.
final class Sight {
  private final Reactor reactor;
  private final Carrier carrier;
  private final Channels channels = new Channels();
  private @Nullable Recorder recorder;
  private int watches;

  private Sight(Reactor reactor) {
    this.reactor = reactor;
    carrier = reactor.service(Carrier.class);
  }

  static Sight of(Reactor reactor) {
    return reactor.service(Sight.class, () -> new Sight(reactor));
  }

  boolean isWatched() {
    return watches > 0;
  }

  Carrier carrier() {
    return carrier;
  }

  Usage usage(long task) {
    return recorder == null ? Usage.NONE : recorder.usage(task);
  }

  List<SeenChannel> channels() {
    return channels.seen(carrier.strands().living());
  }

  /// One more watch is open.
  Recorder open() {
    Recorder present = recorder;
    if (present == null) {
      present = new Recorder(reactor.clock()::nanos, channels);
      recorder = present;
      carrier.watching.by(present);
    }
    watches++;
    return present;
  }

  /// One less.
  void close() {
    if (--watches == 0) {
      carrier.watching.by(null);
      recorder = null;
      channels.forget();
    }
  }
}
