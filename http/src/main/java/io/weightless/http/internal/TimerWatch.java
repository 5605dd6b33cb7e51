package io.weightless.http.internal;

import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The one of a server: it ends the stream from a timer of the reactor.
///
/// Setting a deadline costs a field: the timer is moved only when it fires too early, or would fire
/// too late. So a busy connection touches its timer once in a while, not once per request.
final class TimerWatch extends Watch {
  /// How often it is looked while a client reads nothing. What the system takes at the beginning,
  /// for its own buffers, must not count for long.
  private static final int LOOKS = 10;

  private final Service service;
  private final Stream stream;
  private final Reactor reactor;
  private final Slice slice;

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

  TimerWatch(Service service, Stream stream) {
    this.service = service;
    this.stream = stream;
    this.reactor = Objects.requireNonNull(service.reactor);
    this.slice = new Slice(Objects.requireNonNull(service.carrier));
  }

  @Override
  void expectInput(long deadline, long now) {
    input = deadline;
    fireBy(deadline, now);
  }

  @Override
  void inputCame() {
    input = NONE;
  }

  @Override
  boolean awaitBy(long deadline, Wait wait) throws IOException {
    long left = Math.max(0, deadline - service.nanos());
    try {
      Scope.run(
          Deadline.after(Duration.ofNanos(left)),
          _ -> {
            wait.await();
            return null;
          });
      return true;
    } catch (DeadlineExceeded _) {
      return false;
    }
  }

  @Override
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

  @Override
  void outputWent() {
    isWriting = false;
  }

  @Override
  void answered(long now, Output output) throws IOException {
    slice.answered(now, output);
  }

  @Override
  boolean lingers(boolean isSending, boolean hasMore) {
    return isSending || hasMore;
  }

  @Override
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
      timer = reactor.after(Duration.ofNanos(Math.max(0, deadline - now)), this::fire);
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
