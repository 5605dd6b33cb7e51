package io.weightless.net.tls;

import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;

/// Ends a stream, in a task of its own, for who closes it does not wait.
///
/// First its output: what was written, TLS's own end or its alert, and the end below. Then, when
/// the stream is closed, the rest: see [#leave].
final class Ending {
  /// As long as a stream below tries to send what it has taken.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// When somebody waits for the end.
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(2);

  private final TlsStream stream;
  private final Stream below;
  private final Inbound inbound;
  private boolean isOver;

  Ending(TlsStream stream, Inbound inbound) {
    this.stream = stream;
    this.inbound = inbound;
    below = stream.below;
  }

  void endOutput() {
    try {
      Scope.join(Deadline.after(patience()), _ -> stream.sendEnd());
      below.closeOutput();
      isOver = true;
      if (stream.isClosed()) {
        leave();
      }
    } catch (IOException | DeadlineExceeded _) {
      below.close(); // the peer is gone, or does not read
    } finally {
      isOver = true;
      if (stream.isBroken()) {
        below.close();
      }
    }
  }

  /// A reader of a stream that is closed waits until there is none below.
  private Duration patience() {
    return stream.isClosed() && inbound.isBusy() ? LITTLE_PATIENCE : PATIENCE;
  }

  /// Whether the output has ended.
  boolean isOver() {
    return isOver;
  }

  /// A server of TLS 1.3 sends tickets that nobody here reads. To close below while they come would
  /// be a reset, which may cost the server what was written last. So a client looks for the peer's
  /// end. Bytes for the user that come instead are what a reset is for.
  void leave() {
    try {
      if (inbound.mayBringTickets()) {
        Scope.join(Deadline.after(LITTLE_PATIENCE), _ -> awaitEnd());
      }
    } catch (IOException | DeadlineExceeded _) {
      // then there is nothing to wait for
    } finally {
      below.close();
    }
  }

  private void awaitEnd() throws IOException {
    if (!inbound.skipToEnd()) {
      below.reset();
    }
  }

  @Override
  public String toString() {
    return "end of " + stream;
  }
}
