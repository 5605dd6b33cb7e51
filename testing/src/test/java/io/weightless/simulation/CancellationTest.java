package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CancellationTest {
  @AutoClose private final Scene scene = new Scene();

  /// Time is virtual, so this passes when `wait` really waits.
  private static void assertDeadlineEnds(Duration deadline, Callable<?> wait) {
    assertThatThrownBy(() -> Scope.run(Deadline.after(deadline), _ -> wait.call()))
        .isInstanceOf(DeadlineExceeded.class);
  }

  private static void assertDeadlineEnds(Callable<?> wait) {
    assertDeadlineEnds(Duration.ofSeconds(1), wait);
  }

  @Test
  void aStreamCanBeReadAfterACancelledRead() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        assertDeadlineEnds(() -> pair.near().read());

        pair.far().write(bytes("nothing was lost"));
        assertThat(readText(pair.near())).isEqualTo("nothing was lost");
      }
    });
  }

  @Test
  void aStreamCanBeWrittenAfterACancelledWrite() throws IOException {
    int window = Conditions.DEFAULT.windowBytes();
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        ByteBuffer much = ByteBuffer.allocateDirect(4 * window);
        assertDeadlineEnds(() -> write(pair.near(), much));
        assertThat(much.position()).isEqualTo(window);

        scope.start("rest", () -> writeAndEnd(pair.near(), much));
        assertThat(Scene.drain(pair.far())).isEqualTo(much.capacity());
      }
    });
  }

  private static String write(Stream stream, ByteBuffer bytes) throws IOException {
    stream.write(bytes);
    return "written";
  }

  private static void writeAndEnd(Stream stream, ByteBuffer bytes) throws IOException {
    stream.write(bytes);
    stream.closeOutput();
  }

  @Test
  void aListenerAcceptsAfterACancelledAccept() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        assertDeadlineEnds(listener::accept);

        try (Stream near = scene.near().connect(listener.address());
            Stream far = listener.accept()) {
          near.write(bytes("in time"));
          assertThat(readText(far)).isEqualTo("in time");
        }
      }
    });
  }

  /// At each moment of its way: before it arrives, when it has arrived, when it is answered.
  @Test
  void aConnectThatIsCancelledLeavesNothingBehind() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        Duration longest = Conditions.DEFAULT.maxLatency().multipliedBy(2);
        int connected = 0;
        for (Duration at = Duration.ZERO;
            at.compareTo(longest) < 0;
            at = at.plus(longest.dividedBy(100))) {
          connected += connectWithin(at, listener.address());
        }
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThat(connected).isBetween(1, 99);
        assertThat(scene.fabric.open("near")).isEmpty();
      }
    });
  }

  /// @return how many
  private int connectWithin(Duration time, Address address) throws IOException {
    try {
      return Scope.run(
          Deadline.after(time),
          _ -> {
            scene.near().connect(address).close();
            return 1;
          });
    } catch (DeadlineExceeded _) {
      return 0;
    }
  }

  @Test
  void whoAcceptsAConnectionThatWasCancelledSeesAReset() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        Duration latency = Conditions.DEFAULT.minLatency();
        while (scene.fabric.open("far").size() == 1) {
          connectWithin(latency, listener.address());
          latency = latency.plusNanos(100_000);
        }
        try (Stream far = listener.accept()) {
          assertThatThrownBy(far::read).hasMessageEndingWith("Connection reset");
        }
      }
    });
  }

  @Test
  void aConnectThatFindsNobodyCanBeCancelled() throws IOException {
    scene.run(_ -> {
      scene.fabric.isolate("far");
      assertDeadlineEnds(() -> scene.near().connect(new Address("far", 80)));
    });
  }

  @Test
  void inACancelledScopeNothingIsReadEvenWhereItWouldNotWait() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().write(bytes("for later"));
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> Scope.run(scope -> cancelAndRead(scope, pair.near())))
            .hasMessage("no more");

        assertThat(readText(pair.near())).isEqualTo("for later");
      }
    });
  }

  private static ByteBuffer cancelAndRead(Scope scope, Stream stream) throws IOException {
    scope.cancel("no more");
    return stream.read();
  }

  @Test
  void inACancelledScopeNothingIsWrittenConnectedOrAccepted() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT);
          Stream near = scene.near().connect(listener.address())) {
        assertThatThrownBy(() -> Scope.run(scope -> cancelAndWrite(scope, near)))
            .hasMessage("no more");
        assertThat(near.written()).isZero();
        assertThatThrownBy(() -> Scope.run(scope -> cancelAndAccept(scope, listener)))
            .hasMessage("no more");
        assertThatThrownBy(() -> Scope.run(scope -> cancelAndConnect(scope, listener.address())))
            .hasMessage("no more");
        listener.accept().close();
      }
    });
  }

  private static String cancelAndWrite(Scope scope, Stream stream) throws IOException {
    scope.cancel("no more");
    stream.write(bytes("x"));
    return "written";
  }

  private static Stream cancelAndAccept(Scope scope, Listener listener) throws IOException {
    scope.cancel("no more");
    return listener.accept();
  }

  private Stream cancelAndConnect(Scope scope, Address address) throws IOException {
    scope.cancel("no more");
    return scene.near().connect(address);
  }
}
