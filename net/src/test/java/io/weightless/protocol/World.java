package io.weightless.protocol;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A reactor with real sockets, on virtual time: see [#settle].
final class World implements AutoCloseable {
  static final Address ANY_PORT = io.weightless.net.internal.World.ANY_PORT;
  static final int MEBIBYTE = 1024 * 1024;

  final Reactor reactor;
  private final io.weightless.net.internal.World sockets;

  World(String name) throws IOException {
    sockets = new io.weightless.net.internal.World(name);
    reactor = sockets.reactor;
  }

  /// Returns when all tasks have ended.
  <X extends Exception> void run(Block<X> story) throws X {
    sockets.run(story);
  }

  Network network() {
    return sockets.network();
  }

  /// Until all tasks wait, and nothing comes in.
  static void settle() {
    Task.sleep(Duration.ofSeconds(1));
  }

  /// Until this much has been read on this reactor: much comes when the system likes.
  void settleUntilRead(long bytes) {
    while (sockets.backend.shared().counters.received < bytes) {
      settle();
    }
  }

  /// The other end of a connection that has callbacks.
  ///
  /// @param end what its task threw in the end; null when it returned
  record Peer(Stream stream, Task<Throwable> end) implements AutoCloseable {
    void write(String text) throws IOException {
      stream.write(bytes(text));
    }

    String read() throws IOException {
      return text(stream.read());
    }

    void leave() {
      stream.close();
    }

    @Override
    public void close() {
      leave();
    }
  }

  Peer peerOf(Scope scope, Protocol protocol) throws IOException {
    return peerOf(scope, protocol, Limits.DEFAULT);
  }

  Peer peerOf(Scope scope, Protocol protocol, Limits limits) throws IOException {
    try (Listener listener = network().listen(ANY_PORT)) {
      Stream near = network().connect(listener.address());
      return new Peer(
          listener.accept(),
          scope.start(
              "protocol", () -> catchThrowable(() -> Protocols.run(near, protocol, limits))));
    }
  }

  static ByteBuffer bytes(String text) {
    return io.weightless.net.internal.World.bytes(text);
  }

  static String text(ByteBuffer bytes) {
    return io.weightless.net.internal.World.text(bytes);
  }

  static String readAllText(Stream stream) throws IOException {
    return io.weightless.net.internal.World.readAllText(stream);
  }

  static long drain(Stream stream) throws IOException {
    return io.weightless.net.internal.World.drain(stream);
  }

  @Override
  public void close() {
    sockets.close();
  }
}
