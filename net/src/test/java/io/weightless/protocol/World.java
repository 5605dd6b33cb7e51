package io.weightless.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.Backends;
import io.weightless.net.internal.NetBackend;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/// A reactor with real sockets, on virtual time: see [#settle].
final class World implements AutoCloseable {
  static final Address ANY_PORT = new Address("127.0.0.1", 0);
  static final int MEBIBYTE = 1024 * 1024;

  final Reactor reactor;
  private final NetBackend backend;

  World(String name) throws IOException {
    backend = Backends.open(name);
    reactor = Reactor.open(backend, new VirtualClock(), new SplittableRandom(1));
  }

  /// Returns when all tasks have ended.
  <X extends Exception> void run(Block<X> story) throws X {
    reactor.run(() -> Scope.join(story));
  }

  Network network() {
    return reactor.service(Network.class);
  }

  /// Until all tasks wait, and nothing comes in.
  static void settle() {
    Task.sleep(Duration.ofSeconds(1));
  }

  /// Until this much has been read on this reactor: much comes when the system likes.
  void settleUntilRead(long bytes) {
    while (backend.shared().counters.received < bytes) {
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
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  static String readAllText(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(text(part));
    }
    return all.toString();
  }

  /// How many bytes come until the end.
  static long drain(Stream stream) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
    }
    return count;
  }

  @Override
  public void close() {
    try {
      run(_ -> assertThat(backend.shared().resources.closeAll()).as("left open").isEmpty());
      assertThat(backend.shared().pool.lent()).as("buffers not given back").isZero();
    } finally {
      reactor.close();
    }
  }
}
