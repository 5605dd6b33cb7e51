package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import io.weightless.engine.internal.Carrier;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/// Accepts connections, and has each talk with a component of its own, which is made for it.
///
/// ```java
/// new ConnectedServer(Address.parse("127.0.0.1:7000"), peer -> new Echo()).run();
/// ```
///
/// What the peer sends comes in at that component, what goes out of it is written to the peer, and
/// its end is that of the connection; see [Connected]. Most often it is a [pipeline][#into] or a
/// [graph][io.weightless.component.Graph].
///
/// - **Failing**: what crashes there, or what the world does to a connection, ends this connection
///   only, and goes out of [#failures]; where that leads nowhere, it is given to
///   [Reactor#onFailure].
/// - **Drained**: it stops listening and frees the port; what was read from the peers is dealt
///   with, and answered, and what else they send is thrown away. A component that does not read
///   finds no end, so [allow][Component#drain(java.time.Duration)] a drain so long, and no longer.
/// - **Cancelled**: all connections are; their peers see a failure. One alone is by
///   [#abort][Component#abort] of the one of [#children] that it is.
/// - **Limit**: 10,000 [connections][#limit] at once; then it accepts no more until one has ended.
///
/// From Kamaelia's ServerCore.
public final class ConnectedServer extends Component<Void, Void> {
  /// How many connections there are at once if not told otherwise.
  public static final int CONNECTIONS = 10_000;

  /// Before accepting is tried again after it failed, so that a lasting failure is not a busy loop.
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Where it listens, with the port that was picked: once, when it does.
  public final Outlet<Address> listening = outlet("where it listens");

  /// Connections that have failed.
  public final Outlet<FailedConnection> failures = outlet("failures");

  private final Opening opening;
  private final Protocol protocol;
  private final Stoppable accepting = new Stoppable();
  private int limit = CONNECTIONS;
  private boolean isDraining;

  /// Makes the component for a connection.
  @FunctionalInterface
  public interface Protocol {
    /// - **Waits**: it may; it runs in a task of the connection.
    ///
    /// @return each time another one
    /// @throws Exception when there is to be none: the connection is reset
    Component<ByteBuffer, ByteBuffer> make(Address peer) throws Exception;
  }

  /// Where its listener comes from.
  private interface Opening {
    Listener open() throws IOException;
  }

  /// Listens on `address` when it is run.
  public ConnectedServer(Address address, Protocol protocol) {
    this(() -> Reactor.current().service(Network.class).listen(address), protocol);
    Objects.requireNonNull(address);
  }

  /// @param listener is this one's when it runs, which closes it; it belongs to the reactor on
  ///   which that is
  public ConnectedServer(Listener listener, Protocol protocol) {
    this(() -> listener, protocol);
    Objects.requireNonNull(listener);
  }

  private ConnectedServer(Opening opening, Protocol protocol) {
    this.opening = opening;
    this.protocol = Objects.requireNonNull(protocol);
  }

  /// Has at most `most` connections at once.
  public ConnectedServer limit(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a server needs a connection at least, not " + most);
    }
    limit = most;
    return this;
  }

  @Override
  protected void main() throws IOException {
    try (Listener listener = opening.open()) {
      tell(listener.address());
      accepting.run(_ -> acceptAll(listener));
    }
  }

  private void tell(Address address) {
    try {
      listening.send(address);
    } catch (NobodyReceives _) {
      // who has ended knows, or does not want to
    }
  }

  /// @return how many there were, when `listener` was closed
  private long acceptAll(Listener listener) {
    Semaphore room = new Semaphore(limit);
    for (long count = 0; true; count++) {
      room.acquire();
      try {
        Stream stream = listener.accept();
        scope().start("connection from " + stream.remote(), () -> serve(stream, room));
      } catch (ClosedException _) {
        return count;
      } catch (IOException failure) {
        room.release();
        report(new FailedConnection(listener.address(), failure));
        Task.sleep(PAUSE);
      }
    }
  }

  private void serve(Stream stream, Semaphore room) {
    try {
      Session session = new Session(stream, protocol.make(stream.remote()));
      if (isDraining) {
        session.drain();
      }
      runInside(session);
    } catch (Cancelled cancelled) {
      throw cancelled;
    } catch (Throwable failure) {
      stream.reset(); // the peer does not wait for those who read of failures
      report(new FailedConnection(stream.remote(), failure));
    } finally {
      stream.reset(); // of one that was cancelled before it began; nothing where it is closed
      room.release();
    }
  }

  private void report(FailedConnection failed) {
    boolean isSent = false;
    try {
      if (Wiring.isReceived(failures)) {
        failures.send(failed);
        isSent = true;
      }
    } catch (NobodyReceives _) {
      // and so it is not sent
    } finally {
      if (!isSent) {
        String who = path() + ": the connection from " + failed.peer();
        Carrier.current().failures().report(who, failed.failure());
      }
    }
  }

  @Override
  protected void onDrain() {
    isDraining = true;
    accepting.stop();
    children().forEach(Component::drain);
  }
}
