package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.reactor.Embedding;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Block;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// One reactor, and each time another thread that steps it.
@EachBackend
final class OtherThreadTest {
  private static final int THREADS = 20;
  private static final int ROUNDS = 50;

  private final String backend;

  @AutoClose private final World world;

  OtherThreadTest(String backend) throws IOException {
    this.backend = backend;
    world = new World(backend);
  }

  /// Nothing but what the next thread takes over is left of the one that told it.
  private void runOnANewThread(Block<IOException> story) {
    CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() ->
            told.completeAsync(
                () -> {
                  run(story);
                  return null;
                },
                Runnable::run));
    told.join();
  }

  private void run(Block<IOException> story) {
    try {
      world.run(story);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasBegunOnOneThreadGoesOnOnTheNext() {
    Pair[] pair = new Pair[1];
    runOnANewThread(_ -> {
      pair[0] = world.connect();
      pair[0].near().write(bytes("0"));
    });
    for (int i = 0; i < THREADS; i++) {
      String now = Integer.toString(i);
      runOnANewThread(_ -> {
        assertThat(readText(pair[0].far())).isEqualTo(now);
        pair[0].far().write(bytes("answer"));
        assertThat(readText(pair[0].near())).isEqualTo("answer");
        pair[0].near().write(bytes(Integer.toString(Integer.parseInt(now) + 1)));
      });
    }
    runOnANewThread(_ -> pair[0].close());
  }

  @Test
  void aListenerAndAFullConnectionGoOnOnTheNext() {
    int length = 16 * 1024 * 1024;
    Listener[] listener = new Listener[1];
    Stream[] client = new Stream[1];
    ByteBuffer much = ByteBuffer.allocateDirect(length);
    run(_ -> {
      listener[0] = world.network().listen(World.ANY_PORT);
      client[0] = world.network().connect(listener[0].address());
    });
    runOnANewThread(scope -> {
      Task<?> writer = scope.start("writer", () -> client[0].write(much));
      Task.yield();
      Task.yield();
      writer.cancel("later");
    });

    runOnANewThread(scope -> {
      try (Stream server = listener[0].accept()) {
        scope.start("writer", () -> writeAndClose(client[0], much));
        assertThat(World.drain(server)).isEqualTo(length);
        listener[0].close();
      }
    });
  }

  private static void writeAndClose(Stream stream, ByteBuffer bytes) throws IOException {
    stream.write(bytes);
    stream.close();
  }

  @Test
  void eachStepMayHaveItsOwnThread() throws Exception {
    int[] rounds = {0};
    try (Reactor reactor = Reactor.open(backend);
        Embedding embedding = Embedding.of(reactor, step -> Thread.ofPlatform().start(step))) {
      embedding.run(() -> Scope.run(scope -> talk(scope, rounds))).get(20, TimeUnit.SECONDS);
    }

    assertThat(rounds[0]).isEqualTo(ROUNDS);
  }

  private static String talk(Scope scope, int[] rounds) throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(World.ANY_PORT);
        Stream near = network.connect(listener.address());
        Stream far = listener.accept()) {
      Task<?> echo = scope.start("echo", () -> echo(far));
      for (; rounds[0] < ROUNDS; rounds[0]++) {
        near.write(bytes("x"));
        assertThat(readText(near)).isEqualTo("x");
      }
      near.closeOutput();
      echo.await();
    }
    return "told";
  }

  private static void echo(Stream stream) throws IOException {
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      stream.write(part);
    }
  }
}
