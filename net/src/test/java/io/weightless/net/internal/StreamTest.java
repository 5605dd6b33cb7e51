package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static io.weightless.net.internal.World.readText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.BusyException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class StreamTest {
  @AutoClose private final World world;

  StreamTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void whatOneEndWritesTheOtherEndReads() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(bytes("question"));
        assertThat(readText(pair.far())).isEqualTo("question");

        pair.far().write(bytes("answer"));
        assertThat(readText(pair.near())).isEqualTo("answer");
      }
    });
  }

  @Test
  void aReadWaitsUntilSomethingComes() throws IOException {
    List<String> trail = new ArrayList<>();

    world.run(scope -> {
      Pair pair = world.connect();
      scope.start("writer", () -> write(trail, pair.far()));
      trail.add(readText(pair.near()));
      pair.close();
    });

    assertThat(trail).containsExactly("written", "late");
  }

  private static void write(List<String> trail, Stream stream) throws IOException {
    Task.yield();
    stream.write(bytes("late"));
    trail.add("written");
  }

  @Test
  void aServerEchoesToManyClientsAtOnce() throws IOException {
    int clients = 300;
    List<String> answers = new ArrayList<>();

    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      scope.start("server", () -> serveEchoes(scope, listener, clients));
      for (int i = 0; i < clients; i++) {
        String question = "from " + i;
        scope.start(question, () -> answers.add(ask(listener, question)));
      }
    });

    assertThat(answers).hasSize(clients).doesNotHaveDuplicates();
  }

  private static void serveEchoes(Scope scope, Listener listener, int count) throws IOException {
    try (listener) {
      for (int i = 0; i < count; i++) {
        Stream stream = listener.accept();
        scope.start("echo", () -> echo(stream));
      }
    }
  }

  private static void echo(Stream stream) throws IOException {
    try (stream) {
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        stream.write(part);
      }
    }
  }

  private String ask(Listener listener, String question) throws IOException {
    try (Stream stream = world.network().connect(listener.address())) {
      stream.write(bytes(question));
      stream.closeOutput();
      String answer = readAllText(stream);
      assertThat(answer).isEqualTo(question);
      return answer;
    }
  }

  @Test
  void theInputGoesOnWhenTheOutputIsClosed() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(bytes("all I have"));
        pair.near().closeOutput();
        assertThat(readAllText(pair.far())).isEqualTo("all I have");

        pair.far().write(bytes("thank you"));
        pair.far().closeOutput();
        assertThat(readAllText(pair.near())).isEqualTo("thank you");
      }
    });
  }

  @Test
  void theEndOfTheInputStaysTheEnd() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.far().closeOutput();

        assertThat(pair.near().read().remaining()).isZero();
        assertThat(pair.near().read().remaining()).isZero();
      }
    });
  }

  @Test
  void toCloseTheOutputTwiceIsFine() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().closeOutput();
        pair.near().closeOutput();

        assertThatThrownBy(() -> pair.near().write(bytes("more")))
            .hasMessage("the output to " + pair.near().remote() + " is closed");
      }
    });
  }

  @Test
  void aWriteOfNothingWritesNothing() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write();
        pair.near().write(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0));
        pair.near().write(bytes(""), bytes("x"), bytes(""));

        assertThat(readText(pair.far())).isEqualTo("x");
      }
    });
  }

  @Test
  void twoTasksCannotReadOneStream() throws IOException {
    AtomicReference<Throwable> refused = new AtomicReference<>();

    world.run(scope -> {
      Pair pair = world.connect();
      Task<String> first = scope.start("first", () -> readText(pair.near()));
      Task.yield();
      refused.set(catchThrowable(() -> pair.near().read()));
      pair.far().write(bytes("for the first"));
      assertThat(first.await()).isEqualTo("for the first");
      pair.close();
    });

    assertThat(refused.get()).isInstanceOf(BusyException.class).hasMessageContaining("reads from");
  }

  @Test
  void twoTasksCannotWriteOneStream() throws IOException {
    AtomicReference<Throwable> refused = new AtomicReference<>();

    world.run(scope -> {
      Pair pair = world.connect();
      Task<?> first = scope.start("first", () -> World.fill(pair.near()));
      Task.sleep(Duration.ofSeconds(1)); // until the first one waits
      refused.set(catchThrowable(() -> pair.near().write(bytes("x"))));
      first.cancel("enough");
      pair.close();
    });

    assertThat(refused.get()).isInstanceOf(BusyException.class).hasMessageContaining("writes to");
  }

  @Test
  void bothEndsKnowTheirAddresses() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        assertThat(pair.near().remote()).isEqualTo(pair.far().local());
        assertThat(pair.far().remote()).isEqualTo(pair.near().local());
        assertThat(pair.near().local().host()).isEqualTo("127.0.0.1");
      }
    });
  }

  @Test
  void aStreamBelongsToTheTasksOfItsReactor() throws IOException {
    AtomicReference<Pair> kept = new AtomicReference<>();
    world.run(_ -> kept.set(world.connect()));

    assertThatThrownBy(() -> kept.get().near().read()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get().near().close()).isInstanceOf(IllegalStateException.class);

    world.run(_ -> kept.get().close());
  }

  @Test
  void aSetInterruptFlagHarmsNothingAndStaysSet() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        Thread.currentThread().interrupt();

        pair.near().write(bytes("still here"));
        assertThat(readText(pair.far())).isEqualTo("still here");

        assertThat(Thread.interrupted()).isTrue();
      }
    });
  }

  @Test
  @FastEngine
  void aBlockingSocketInATaskLetsItsReactorServeIt() throws Exception {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      scope.start("server", () -> serveEchoes(scope, listener, 1));
      assertThat(askBlocking(listener.address().port())).isEqualTo("old style");
    });
  }

  private static String askBlocking(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("old style".getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
