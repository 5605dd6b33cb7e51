package io.weightless.net.tls;

import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /// Set when somebody waits for an end that takes long.
  private @Nullable Timer cut;

  Ending(TlsStream stream, Inbound inbound) {
    this.stream = stream;
    this.inbound = inbound;
    below = stream.below;
  }

  void endOutput() {
    boolean hasEnded = false;
    try {
      Scope.join(Deadline.after(PATIENCE), _ -> stream.sendEnd());
      below.closeOutput();
      hasEnded = true;
    } catch (IOException | DeadlineExceeded _) {
      // the peer is gone, or does not read
    } finally {
      isOver = true;
      if (cut != null) {
        cut.cancel();
      }
      if (!hasEnded || stream.isBroken()) {
        below.close();
      }
    }
    if (stream.isClosed()) {
      leave();
    }
  }

  /// The stream was closed, and a reader of it waits until there is none below.
  void hurry() {
    if (cut == null && !isOver && inbound.isBusy()) {
      cut = Reactor.current().after(LITTLE_PATIENCE, below::close);
    }
  }

  /// Whether the output has ended.
  boolean isOver() {
    return isOver;
  }

  /// A peer has more to say than users read: a server of TLS 1.3 its tickets, and everybody TLS's
  /// end. To close below with that unread would be a reset, which may cost the peer what was
  /// written last. So this looks for the peer's end. Bytes for the user that come instead are what
  /// a reset is for.
  void leave() {
    try {
      if (inbound.mayBringMore()) {
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
