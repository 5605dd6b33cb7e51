package io.weightless.http.internal;

import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;

/// The end of a connection whose client may still be sending: it is shown the end, and what it
/// sends is taken in and thrown away until it hangs up too. If we closed at once, its kernel would
/// answer what it still sends by throwing our last response away (RFC 9112, section 9.6).
public final class Farewell {
  /// How long a client may go on sending.
  private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

  /// How long it may pause meanwhile.
  private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Service service;
  private final Stream stream;
  private final Watch watch;
  private boolean hasBegun;
  private long ends;

  Farewell(Service service, Stream stream, Watch watch) {
    this.service = service;
    this.stream = stream;
    this.watch = watch;
  }

  /// Takes leave on a stream that the caller will close, in its task.
  public static void take(Stream stream) throws IOException {
    stream.closeOutput();
    try {
      Scope.run(
          Deadline.after(Duration.ofNanos(MOST_NANOS)),
          _ -> {
            readToTheEnd(stream);
            return null;
          });
    } catch (DeadlineExceeded _) {
      // It goes on and on, or hangs.
    }
  }

  private static void readToTheEnd(Stream stream) throws IOException {
    boolean more = true;
    while (more) {
      Deadline pause = Deadline.after(Duration.ofNanos(PAUSE_NANOS));
      more = Scope.run(pause, _ -> stream.read().hasRemaining());
    }
  }

  boolean hasBegun() {
    return hasBegun;
  }

  /// Shows the client the end.
  void begin() throws IOException {
    stream.closeOutput();
    hasBegun = true;
    ends = service.nanos() + MOST_NANOS;
    expectEnd();
  }

  /// Reads on until the client hangs up, or the watch has had enough.
  void finish() throws IOException {
    while (stream.read().hasRemaining()) {
      expectEnd();
    }
  }

  /// For a wait that begins, or has begun.
  private void expectEnd() {
    long now = service.nanos();
    watch.expectInput(now + Math.min(PAUSE_NANOS, ends - now), now);
  }
}
