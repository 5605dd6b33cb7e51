package io.weightless.protocol;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Failures;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Accepts connections, and has the callbacks of a protocol of its own called for each.
///
/// All of it runs in tasks of the scope that it was started in, which waits for the last
/// connection; cancelling that scope ends everything. So it is used by the tasks of one reactor
/// only.
///
/// - **Failing**: what a callback or the factory throws ends that connection only, and is given to
///   [Reactor#onFailure].
/// - **Limit**: [Limits#connections].
///
/// From Twisted's `IListeningPort`.
public final class ProtocolServer implements AutoCloseable {
  /// Before accepting is tried again after it failed, so that a lasting failure is not a busy loop.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Listener listener;
  private final Protocol.Factory factory;
  private final Limits limits;
  private final Semaphore room;
  private final Failures failures = Carrier.current().failures();
  private int connections;

  private ProtocolServer(Listener listener, Protocol.Factory factory, Limits limits) {
    this.listener = listener;
    this.factory = factory;
    this.limits = limits;
    room = new Semaphore(limits.connections());
  }

  /// Listens on `address`, from now on, with the default limits.
  ///
  /// - **Waits**: as [Network#listen], for the look-up of a name.
  ///
  /// @param scope whose tasks will read and write
  /// @throws IOException if the address can't be listened on
  public static ProtocolServer listen(Scope scope, Address address, Protocol.Factory factory)
      throws IOException {
    Listener listener = Reactor.current().service(Network.class).listen(address);
    return listen(scope, listener, factory, Limits.DEFAULT);
  }

  /// Has the connections that come to `listener` protocols of `factory`. The listener is the
  /// server's from now on, which closes it, also when this method fails.
  ///
  /// - **Waits**: never.
  ///
  /// @param scope whose tasks will read and write
  public static ProtocolServer listen(
      Scope scope, Listener listener, Protocol.Factory factory, Limits limits) {
    try {
      ProtocolServer server = new ProtocolServer(listener, factory, limits);
      scope.start("protocol server " + listener.address(), server::serve);
      return server;
    } catch (RuntimeException | Error failure) {
      listener.close();
      throw failure;
    }
  }

  /// Where it listens, with the port that was picked.
  public Address address() {
    return listener.address();
  }

  /// How many connections are open.
  public int connections() {
    return connections;
  }

  /// Stops listening, and frees the port; connections live on. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public void close() {
    listener.close();
  }

  /// In a scope of its own: one around it that is drained may go on with what is open.
  private void serve() {
    try {
      Scope.join(this::acceptAll);
    } finally {
      listener.close();
    }
  }

  private void acceptAll(Scope scope) {
    while (true) {
      room.acquire();
      try {
        begin(scope, listener.accept());
      } catch (ClosedException _) {
        return;
      } catch (IOException failure) {
        room.release();
        failures.report("accepting at " + address(), failure);
        Task.sleep(PAUSE);
      }
    }
  }

  private void begin(Scope scope, Stream stream) {
    connections++;
    scope.start(
        "connection from " + stream.remote(),
        () -> {
          try {
            live(stream);
          } catch (Cancelled cancelled) {
            throw cancelled;
          } catch (Throwable failure) {
            failures.report("the protocol of the connection from " + stream.remote(), failure);
          } finally {
            connections--;
            room.release();
          }
        });
  }

  private void live(Stream stream) throws Exception {
    Protocol protocol = null;
    try {
      protocol = Call.<@Nullable Protocol>of(factory, () -> factory.make(stream.remote()));
    } finally {
      if (protocol == null) {
        stream.reset();
      }
    }
    if (protocol != null) {
      Protocols.run(stream, protocol, limits);
    }
  }
}
