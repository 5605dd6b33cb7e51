package io.weightless.http.internal;

import io.weightless.net.Stream;
import io.weightless.reactor.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends a connection whose client takes too long: to send what is waited for, or to read what is
/// sent.
///
/// Setting a deadline costs a field: the timer is moved only when it fires too early, or would fire
/// too late. So a busy connection touches its timer once in a while, not once per request.
final class Watch {
  private static final long NONE = Long.MAX_VALUE;

  /// How often it is looked while a client reads nothing. What the system takes at the beginning,
  /// for its own buffers, must not count for long.
  private static final int LOOKS = 10;

  private final Service service;
  private final Stream stream;

  /// When the present wait for input must be over, by the clock's nanoseconds.
  private long input = NONE;

  /// Whether output is under way.
  private boolean isWriting;

  /// When to look what has become of it; goes on from one write to the next.
  private long look = NONE;

  /// What the system had taken by the last look.
  private long written;

  /// What was left of the patience with the client by then.
  private long patience;

  /// When that was.
  private long looked;

  /// When `timer` fires; means something only when there is one.
  private long fires;

  private @Nullable Timer timer;

  Watch(Service service, Stream stream) {
    this.service = service;
    this.stream = stream;
  }

  /// The wait for input that begins now must be over by `deadline`, or the stream is closed.
  void expectInput(long deadline, long now) {
    input = deadline;
    fireBy(deadline, now);
  }

  void inputCame() {
    input = NONE;
  }

  /// The client must read what is being written from now on, or the stream is reset.
  void expectOutput() {
    isWriting = true;
    if (look == NONE) {
      long now = service.nanos();
      written = stream.written();
      patience = service.responseNanos;
      lookLater(now);
      fireBy(look, now);
    }
  }

  void outputWent() {
    isWriting = false;
  }

  /// For good.
  void close() {
    input = NONE;
    look = NONE;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void fireBy(long deadline, long now) {
    if (timer != null && fires - deadline > 0) {
      timer.cancel();
      timer = null;
    }
    if (timer == null) {
      fires = deadline;
      timer = service.reactor.after(Duration.ofNanos(Math.max(0, deadline - now)), this::fire);
    }
  }

  private void fire() {
    timer = null;
    long now = service.nanos();
    if (isOver(look, now) && !isGoingOn(now)) {
      stream.reset();
    } else if (isOver(input, now)) {
      input = NONE;
      stream.close();
    } else {
      if (input != NONE) {
        fireBy(input, now);
      }
      if (look != NONE) {
        fireBy(look, now);
      }
    }
  }

  private static boolean isOver(long deadline, long now) {
    return deadline != NONE && now - deadline >= 0;
  }

  /// Waiting uses patience up, what the client reads earns it back. When nothing waits to be read,
  /// there is nothing to be impatient about until the next write.
  private boolean isGoingOn(long now) {
    if (!isWriting) {
      look = NONE;
      return true;
    }
    long taken = stream.written();
    long left = patience - (now - looked) + service.earned(taken - written);
    written = taken;
    patience = Math.min(left, service.responseNanos);
    lookLater(now);
    return patience > 0;
  }

  private void lookLater(long now) {
    looked = now;
    look = now + Math.min(patience, service.responseNanos / LOOKS);
  }
}
