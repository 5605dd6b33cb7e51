package io.weightless.net.internal.ready;

import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.TaskFailed;
import io.weightless.sync.Event;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Connects to whichever of several addresses answers first, in an order that gives each a start
/// over the next: "Happy Eyeballs", RFC 8305.
final class Dialing {
  /// How long an attempt has before the next one begins beside it: RFC 8305, section 5.
  private static final Duration START = Duration.ofMillis(250);

  /// One attempt.
  interface Line {
    Stream connect(InetSocketAddress remote) throws IOException;
  }

  private final Line line;
  private final List<IOException> failures = new ArrayList<>();
  private @Nullable Stream connected;

  Dialing(Line line) {
    this.line = line;
  }

  /// @throws IOException what the first that failed did, with the others suppressed in it
  Stream any(List<InetSocketAddress> remotes) throws IOException {
    if (remotes.size() == 1) {
      return line.connect(remotes.getFirst());
    }
    List<Callable<Stream>> attempts = new ArrayList<>();
    Attempt before = null;
    for (InetSocketAddress remote : remotes) {
      before = new Attempt(remote, before);
      attempts.add(before);
    }
    try {
      return Scope.race(attempts);
    } catch (TaskFailed all) {
      IOException first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  private final class Attempt implements Callable<Stream> {
    private final InetSocketAddress remote;
    private final @Nullable Attempt before;
    private final Event started = new Event();
    private final Event failed = new Event();

    Attempt(InetSocketAddress remote, @Nullable Attempt before) {
      this.remote = remote;
      this.before = before;
    }

    @Override
    public Stream call() throws IOException {
      if (before != null) {
        awaitTurn(before);
      }
      started.set();
      try {
        return firstOnly(line.connect(remote));
      } catch (IOException e) {
        failures.add(e);
        failed.set();
        throw e;
      }
    }

    private void awaitTurn(Attempt before) {
      before.started.await();
      Scope.<@Nullable Void, RuntimeException>runOr(
          Deadline.after(START),
          null,
          _ -> {
            before.failed.await();
            return null;
          });
    }

    /// Two may get there in the same step.
    private Stream firstOnly(Stream stream) throws IOException {
      if (connected != null) {
        stream.close();
        throw new IOException("another address was faster");
      }
      connected = stream;
      return stream;
    }
  }
}
