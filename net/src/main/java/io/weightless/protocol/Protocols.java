package io.weightless.protocol;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Gives protocols their connections. For those that come in there is [ProtocolServer].
public final class Protocols {
  private Protocols() {}

  /// Has `protocol` called for what happens to `stream`, which may be of any kind: TCP, TLS,
  /// memory, the script of a test.
  ///
  /// - **Waits**: until the connection is lost, and the protocol was told.
  /// - **Cancelled**: the stream is reset, and the protocol told.
  ///
  /// @param stream is closed at the end
  /// @throws Exception what a callback threw, as it is; an [IOException] of the stream is not
  ///   thrown but told
  public static void run(Stream stream, Protocol protocol) throws Exception {
    run(stream, protocol, Limits.DEFAULT);
  }

  /// The same with other limits.
  public static void run(Stream stream, Protocol protocol, Limits limits) throws Exception {
    new Connection(stream, protocol, limits).run();
  }

  /// Connects to `address` in a task of `scope`, and has `protocol` called there.
  ///
  /// - **Waits**: never; so a callback may call it.
  ///
  /// @return ends when the protocol was told that the connection is lost, or can't be made. It
  ///   fails with what a callback threw, and with it its scope; but in a scope of [Scope#collect]
  ///   the others go on. Cancelling it is another way to abort
  public static Task<@Nullable Void> connect(Scope scope, Address address, Protocol protocol) {
    return connect(scope, address, protocol, Limits.DEFAULT);
  }

  /// The same with other limits.
  public static Task<@Nullable Void> connect(
      Scope scope, Address address, Protocol protocol, Limits limits) {
    Network network = Reactor.current().service(Network.class);
    return scope.start(
        "connection to " + address,
        () -> {
          Stream stream = connect(network, address, protocol);
          if (stream != null) {
            run(stream, protocol, limits);
          }
        });
  }

  /// @return null when the protocol was told that there is none
  private static @Nullable Stream connect(Network network, Address address, Protocol protocol)
      throws Exception {
    Stream stream = null;
    IOException reason = new ClosedException("connect " + address + ": its task was cancelled");
    try {
      stream = network.connect(address);
    } catch (IOException e) {
      reason = e;
    } finally {
      if (stream == null) {
        tell(protocol, reason);
      }
    }
    return stream;
  }

  private static void tell(Protocol protocol, IOException reason) throws Exception {
    Call.of(protocol, () -> protocol.lost(reason));
  }
}
