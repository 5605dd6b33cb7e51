package io.weightless.http.client.internal;

import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Opens the connections of one pool, each within its time, until it is closed.
final class Dialing {
  private final Dialer dialer = Dialer.direct();
  private final Duration most;

  /// In each of them somebody waits for a connection.
  private final Set<Scope> present = new LinkedHashSet<>();

  private boolean isClosed;

  Dialing(Duration most) {
    this.most = most;
  }

  /// - **Waits**: until it is there.
  ///
  /// @throws ClosedException when [#close] comes first
  Stream dial(Destination destination) throws IOException {
    try {
      Stream stream =
          Scope.<@Nullable Stream, IOException>runOr(
              Deadline.after(most), null, scope -> dial(destination, scope));
      if (stream == null) {
        throw new IOException(
            "no connection to " + destination + " within " + most.toMillis() + " ms");
      }
      return stream;
    } catch (CancellationException cancelled) {
      if (isClosed) {
        throw new ClosedException("the client is closed");
      }
      throw cancelled;
    }
  }

  private Stream dial(Destination destination, Scope scope) throws IOException {
    present.add(scope);
    try {
      return dialer.dial(destination);
    } finally {
      present.remove(scope);
    }
  }

  /// Nobody waits any longer.
  void close() {
    isClosed = true;
    List.copyOf(present).forEach(scope -> scope.cancel("the client is closed"));
  }
}
