package io.weightless.http.websocket;

import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Notices when a peer is there no more: it gives no sign while it is waited for, though asked for
/// one, or takes nothing of what is written.
///
/// To read and to write costs a look at the clock each: the timer is moved when it fires too early,
/// and seldom before.
final class Pulse {
  // I1 while somebody waits, a timer is set.

  private final Reactor reactor;
  private final Stream stream;
  private final long ping;
  private final long patience;
  private final Runnable ask;
  private final Runnable giveUp;

  private boolean isReading;
  private boolean isWriting;

  /// It was asked for a sign, and has given none.
  private boolean isAsked;

  /// When the wait for input began, by the clock's nanoseconds, or the peer was asked.
  private long readSince;

  /// When something was last seen to be taken.
  private long writtenSince;

  /// What had been written by then.
  private long written;

  /// When `timer` fires; means something only when there is one.
  private long fires;

  private @Nullable Timer timer;

  /// @param ask sends a ping; it must not wait
  /// @param giveUp ends the connection
  Pulse(Reactor reactor, Stream stream, WebSocketLimits limits, Runnable ask, Runnable giveUp) {
    this.reactor = reactor;
    this.stream = stream;
    this.ping = limits.ping().toNanos();
    this.patience = limits.patience().toNanos();
    this.ask = ask;
    this.giveUp = giveUp;
  }

  void reads() {
    isReading = true;
    isAsked = false;
    readSince = reactor.clock().nanos();
    start(readSince, ping);
  }

  /// Something came, or nobody waits for it any more.
  void read() {
    isReading = false;
  }

  void writes() {
    isWriting = true;
    writtenSince = reactor.clock().nanos();
    written = stream.written();
    start(writtenSince, patience);
  }

  void wrote() {
    isWriting = false;
  }

  /// For good.
  void close() {
    isReading = false;
    isWriting = false;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void start(long now, long delay) {
    if (timer != null && now + delay - fires < 0) {
      timer.cancel();
      timer = null;
    }
    if (timer == null) {
      fires = now + delay;
      timer = reactor.after(Duration.ofNanos(delay), this::fire);
    }
  }

  private void fire() {
    timer = null;
    long now = reactor.clock().nanos();
    long next = Math.min(readingLeft(now), writingLeft(now));
    if (next <= 0) {
      giveUp.run();
    } else if (next < Long.MAX_VALUE) {
      start(now, next);
    }
  }

  private long readingLeft(long now) {
    if (!isReading) {
      return Long.MAX_VALUE;
    }
    if (!isAsked && now - readSince >= ping) {
      isAsked = true;
      readSince = now;
      ask.run();
    }
    return readSince + (isAsked ? patience : ping) - now;
  }

  private long writingLeft(long now) {
    if (!isWriting) {
      return Long.MAX_VALUE;
    }
    if (stream.written() != written) {
      written = stream.written();
      writtenSince = now;
    }
    return writtenSince + patience - now;
  }
}
