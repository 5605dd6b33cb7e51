package io.weightless.http.client.internal;

import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Notices when a server is waited for and nothing moves in either direction.
///
/// To begin and to end costs a field each: the timer is moved only when it fires too early. So a
/// busy connection touches its timer once in a while, not once per request.
final class Silence {
  private final Reactor reactor = Reactor.current();
  private final Stream stream;
  private final Duration patience;
  private final Runnable whenOver;

  private boolean isAwaited;

  /// When the present wait began, or something was last seen to move, by the clock's nanoseconds.
  private long began;

  /// What had been written by then.
  private long written;

  private @Nullable Timer timer;

  Silence(Stream stream, Duration patience, Runnable whenOver) {
    this.stream = stream;
    this.patience = patience;
    this.whenOver = whenOver;
  }

  /// The server is waited for from now on.
  void begin() {
    isAwaited = true;
    began = reactor.clock().nanos();
    written = stream.written();
    if (timer == null) {
      timer = reactor.after(patience, this::fire);
    }
  }

  void end() {
    isAwaited = false;
  }

  /// For good.
  void close() {
    isAwaited = false;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void fire() {
    timer = null;
    if (!isAwaited) {
      return;
    }
    long now = reactor.clock().nanos();
    if (stream.written() != written) {
      written = stream.written();
      began = now;
    }
    long left = patience.toNanos() - (now - began);
    if (left > 0) {
      timer = reactor.after(Duration.ofNanos(left), this::fire);
    } else {
      whenOver.run();
    }
  }
}
