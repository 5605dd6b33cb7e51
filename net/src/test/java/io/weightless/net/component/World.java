package io.weightless.net.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
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
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A reactor with real sockets, on virtual time, and small components.
final class World implements AutoCloseable {
  static final Address ANY_PORT = io.weightless.net.internal.World.ANY_PORT;
  static final int MEBIBYTE = 1024 * 1024;

  final Reactor reactor;
  private final io.weightless.net.internal.World sockets;

  World(String backend) throws IOException {
    sockets = new io.weightless.net.internal.World(backend);
    reactor = sockets.reactor;
  }

  /// A program of a component, as a lambda.
  interface Program<I, O> {
    void run(Inlet<I> in, Outlet<O> out) throws Exception;
  }

  static <I, O> Component<I, O> part(String name, Program<I, O> program) {
    return new Component<>(name) {
      @Override
      protected void main() throws Exception {
        program.run(in, out);
      }
    };
  }

  /// Sends them, and ends.
  static Component<Void, ByteBuffer> sends(String... texts) {
    return part("sender", (_, out) -> List.of(texts).forEach(text -> out.send(bytes(text))));
  }

  /// Sends that, and then waits for ever.
  static Component<Void, ByteBuffer> sendsAndStays(String text) {
    return part(
        "stays",
        (in, out) -> {
          out.send(bytes(text));
          in.receive();
        });
  }

  /// Does that with all that comes, until the end.
  static <T> Component<T, Void> takes(Consumer<? super T> deed) {
    return part("taker", (in, _) -> in.forEach(deed));
  }

  /// Sends back what comes.
  static Component<ByteBuffer, ByteBuffer> echoes() {
    return part("echo", (in, out) -> in.forEach(out::send));
  }

  /// What goes out of either comes in at the other one.
  static Graph<Void, Void> loop(Connected connected, Component<ByteBuffer, ByteBuffer> other) {
    Graph<Void, Void> graph = new Graph<>();
    graph.wire(connected.out, other.in);
    graph.wire(other.out, connected.in);
    return graph;
  }

  /// What a component throws when it is run.
  static Task<Throwable> start(Scope scope, Component<?, ?> component) {
    ThrowingCallable run = component::run;
    return scope.start("run", () -> catchThrowable(run));
  }

  /// Two ends of one connection.
  record Pair(Stream near, Stream far) {}

  Pair connect() throws IOException {
    try (Listener listener = network().listen(ANY_PORT)) {
      Stream near = network().connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  /// Returns when all tasks have ended.
  <X extends Exception> void run(Block<X> story) throws X {
    sockets.run(story);
  }

  /// How many buffers are held by those who read.
  int heldBuffers() {
    return sockets.backend.shared().pool.lent();
  }

  Network network() {
    return sockets.network();
  }

  /// Until all tasks wait, and nothing comes in.
  static void settle() {
    Task.sleep(Duration.ofMillis(1));
  }

  static ByteBuffer bytes(String text) {
    return io.weightless.net.internal.World.bytes(text);
  }

  /// Leaves `bytes` as they are.
  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
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
