package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readAllText;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.BusyException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WireEndTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatOneEndWritesTheOtherEndReads() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
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

    scene.run(scope -> {
      Pair pair = scene.connect();
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
  void bytesAreOnTheirWayForAtLeastTheLeastLatencyAndAtMostTheMost() throws IOException {
    Duration least = Conditions.DEFAULT.minLatency();
    Duration most = Conditions.DEFAULT.maxLatency();
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        for (int i = 0; i < 100; i++) {
          Duration start = scene.time();
          pair.near().write(bytes("x"));
          assertThat(scene.time()).isEqualTo(start);
          readText(pair.far());
          assertThat(scene.time().minus(start)).isBetween(least, most);
        }
      }
    });
  }

  @Test
  void nothingOvertakesInOneDirection() throws IOException {
    StringBuilder expected = new StringBuilder();
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        for (int i = 0; i < 300; i++) {
          expected.append(i).append(' ');
          pair.near().write(bytes(i + " "));
        }
        pair.near().closeOutput();

        assertThat(readAllText(pair.far())).isEqualTo(expected.toString());
      }
    });
    assertThat(String.join("", scene.arrivals.get("far"))).isEqualTo(expected.toString());
  }

  @Test
  void aServerEchoesToManyClientsAtOnce() throws IOException {
    int clients = 300;
    List<String> answers = new ArrayList<>();

    scene.run(scope -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
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
    try (Stream stream = scene.near().connect(listener.address())) {
      stream.write(bytes(question));
      stream.closeOutput();
      String answer = readAllText(stream);
      assertThat(answer).isEqualTo(question);
      return answer;
    }
  }

  @Test
  void theInputGoesOnWhenTheOutputIsClosed() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
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
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().closeOutput();

        assertThat(pair.near().read().remaining()).isZero();
        assertThat(pair.near().read().remaining()).isZero();
      }
    });
  }

  @Test
  void toCloseTheOutputTwiceIsFine() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().closeOutput();
        pair.near().closeOutput();

        for (String more : new String[] {"more", ""}) {
          assertThatThrownBy(() -> pair.near().write(bytes(more)))
              .hasMessage("the output to " + pair.near().remote() + " is closed");
        }
      }
    });
  }

  @Test
  void aWriteOfNothingWritesNothing() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write();
        pair.near().write(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0));
        pair.near().write(bytes(""), bytes("x"), bytes(""));

        assertThat(readText(pair.far())).isEqualTo("x");
        assertThat(pair.near().written()).isEqualTo(1);
      }
    });
  }

  @Test
  void severalBuffersGoOutTogether() throws IOException {
    ByteBuffer first = bytes("one ");
    ByteBuffer second = bytes("and two");
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(first, second);

        assertThat(readText(pair.far())).isEqualTo("one and two");
        assertThat(first.hasRemaining() || second.hasRemaining()).isFalse();
      }
    });
    assertThat(scene.arrivals.get("far")).containsExactly("one and two");
  }

  @Test
  void twoTasksCannotReadOneStream() throws IOException {
    AtomicReference<Throwable> refused = new AtomicReference<>();

    scene.run(scope -> {
      Pair pair = scene.connect();
      Task<String> first = scope.start("first", () -> readText(pair.near()));
      Task.yield();
      refused.set(catchThrowable(() -> pair.near().read()));
      pair.far().write(bytes("for the first"));
      assertThat(first.await()).isEqualTo("for the first");
      pair.close();
    });

    assertThat(refused.get())
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("another task reads from far:");
  }

  @Test
  void twoTasksCannotWriteOneStream() throws IOException {
    AtomicReference<Throwable> refused = new AtomicReference<>();

    scene.run(scope -> {
      Pair pair = scene.connect();
      Task<?> first = scope.start("first", () -> Scene.fill(pair.near()));
      Task.sleep(Scene.UNTIL_ALL_WAIT);
      refused.set(catchThrowable(() -> pair.near().write(bytes("x"))));
      first.cancel("enough");
      pair.close();
    });

    assertThat(refused.get())
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("another task writes to far:");
  }

  @Test
  void bothEndsKnowTheirAddresses() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        assertThat(pair.near().remote()).isEqualTo(pair.far().local());
        assertThat(pair.far().remote()).isEqualTo(pair.near().local());
        assertThat(pair.near().local().host()).isEqualTo("near");
        assertThat(pair.near())
            .hasToString("Stream[" + pair.near().local() + " to " + pair.near().remote() + "]");
      }
    });
  }

  @Test
  void aStreamBelongsToTheTasksOfItsReactor() throws IOException {
    AtomicReference<Pair> kept = new AtomicReference<>();
    scene.run(_ -> kept.set(scene.connect()));
    Stream near = kept.get().near();

    try (Reactor other =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      other.run(() -> {
        assertThatThrownBy(near::read).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> near.write(bytes("x"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(near::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(near::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(near::reset).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(near::closeOutput).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scene.near().listen(Scene.ANY_PORT))
            .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scene.near().connect(Scene.ANY_PORT))
            .isInstanceOf(IllegalStateException.class);
      });
    }

    scene.run(_ -> kept.get().close());
  }

  @Test
  void aSetInterruptFlagHarmsNothingAndStaysSet() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        Thread.currentThread().interrupt();

        pair.near().write(bytes("still here"));
        assertThat(readText(pair.far())).isEqualTo("still here");

        assertThat(Thread.interrupted()).isTrue();
      }
    });
  }
}
