package io.weightless.net.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Files;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// A reactor with real sockets whose insides a test can see.
///
/// Its time is virtual: a deadline passes when all tasks wait, at once.
public final class World implements AutoCloseable {
  public static final Address ANY_PORT = new Address("127.0.0.1", 0);

  public final NetBackend backend;
  public final Reactor reactor;

  public World(String name) throws IOException {
    backend = Backends.open(name);
    reactor = Reactor.open(backend, new VirtualClock(), new SplittableRandom(1));
  }

  /// Returns when all tasks have ended.
  public <X extends Exception> void run(Block<X> story) throws X {
    reactor.run(() -> Scope.join(story));
  }

  public Network network() {
    return reactor.service(Network.class);
  }

  Files files() {
    return reactor.service(Files.class);
  }

  /// Two ends of one connection.
  record Pair(Stream near, Stream far) implements AutoCloseable {
    @Override
    public void close() {
      near.close();
      far.close();
    }
  }

  Pair connect() throws IOException {
    try (Listener listener = network().listen(ANY_PORT)) {
      Stream near = network().connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  public static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  static String readText(Stream stream) throws IOException {
    return text(stream.read());
  }

  /// All that comes until the end.
  public static String readAllText(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(text(part));
    }
    return all.toString();
  }

  /// How many bytes come until the end.
  public static long drain(Stream stream) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
    }
    return count;
  }

  /// Writes until the connection takes no more; some task has to cancel it.
  static void fill(Stream stream) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(64 * 1024);
    while (true) {
      stream.write(zeros.clear());
    }
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
