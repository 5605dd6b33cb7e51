package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several at once: handshakes, and tasks on one stream.
final class FloodTest implements InMemory {
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final int HANDSHAKES = 500;

  /// Whoever is connected gets an answer between any two steps of the others' handshakes.
  @Test
  void manyHandshakesDoNotStarveAConnection() throws IOException {
    byte[] greeting = greeting();
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<TlsStream> near = scope.start("client", () -> InMemory.client(wire.near()));
      TlsStream far = InMemory.server(wire.far());
      TlsStream client = near.await();
      List<Pair> wires = new ArrayList<>();
      for (int i = 0; i < HANDSHAKES; i++) {
        Pair each = InMemory.wire();
        each.far().write(ByteBuffer.wrap(greeting));
        wires.add(each);
      }
      Task<?> echo = scope.start("echo", () -> far.transferTo(far));
      List<Task<?>> handshakes = new ArrayList<>();
      for (Pair each : wires) {
        handshakes.add(scope.start("server", () -> failureOf(() -> InMemory.server(each.near()))));
      }
      for (int i = 0; i < HANDSHAKES / 10; i++) {
        client.write(bytes("?"));
        assertThat(InMemory.readText(client, 1)).isEqualTo("?");
      }
      long answered = wires.stream().filter(FloodTest::isAnswered).count();
      assertThat(answered).isLessThan(HANDSHAKES);
      client.closeOutput();
      echo.await();
      client.close();
      far.close();
      handshakes.forEach(each -> each.cancel("seen"));
      for (Pair each : wires) {
        each.far().close();
      }
    });
  }

  /// Whether the server has said something in its handshake.
  private static boolean isAnswered(Pair wire) {
    return wire.near().written() > 0;
  }

  private byte[] greeting() throws IOException {
    ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), Peer.V13);
      Task<?> far = scope.start("client", () -> failureOf(peer::shakeHands));
      InMemory.readInto(greeting, wire.near());
      wire.close();
      far.await();
    });
    return greeting.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closeEndsAHandshakeThatWaits(boolean resets) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      TlsStream stream = SERVER.over(wire.near(), ByteBuffer.allocate(0));
      Task<@Nullable IOException> reader = scope.start("reader", () -> failureOf(stream::read));
      Task<@Nullable IOException> writer =
          scope.start("writer", () -> failureOf(() -> stream.write(bytes("x"))));
      Task.sleep(LONG);
      if (resets) {
        stream.reset();
      } else {
        stream.close();
      }
      assertThat(reader.await()).isInstanceOf(ClosedException.class);
      assertThat(writer.await()).isInstanceOf(ClosedException.class);
      wire.far().close();
    });
  }

  @Test
  void aReaderAndAWriterShareOneHandshakeAndTheSecondGoesOnWithIt() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      TlsStream stream = SERVER.over(wire.near(), ByteBuffer.allocate(0));
      Task<?> first = scope.start("first", stream::read);
      Task<?> second = scope.start("second", () -> stream.write(bytes("hello")));
      Task.sleep(LONG);
      Peer peer = Peer.client(wire.far(), Peer.V13);
      Task<?> far = scope.start("client", peer::shakeHands);
      Task.yield();
      first.cancel("no more");
      far.await();
      second.await();
      assertThat(peer.read()).isEqualTo("hello");
      assertThat(stream.isEstablished()).isTrue();
      stream.close();
      wire.far().close();
    });
  }

  @Test
  void aSecondReaderAndASecondWriterAreRefused() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<TlsStream> near = scope.start("client", () -> InMemory.client(wire.near()));
      try (TlsStream far = InMemory.server(wire.far());
          TlsStream stream = near.await()) {
        assertRefused(scope, stream::read);
        assertRefused(scope, () -> stream.write(ByteBuffer.allocate(1 << 20)));
        assertThat(far.isEstablished()).isTrue();
      }
    });
  }

  private static void assertRefused(Scope scope, InMemory.Act act) {
    Task<@Nullable IOException> first = scope.start("first", () -> failureOf(act));
    Task.sleep(LONG);
    assertThatThrownBy(act::run).isInstanceOf(BusyException.class);
    assertThat(first.state()).isEqualTo(Task.State.RUNNING);
    first.cancel("seen");
    Task.sleep(LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21})
  void aHandshakeThatIsCancelledAtAnyTurnClosesWhatIsBelow(int turns) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<?> near =
          scope.start("client", () -> failureOf(() -> InMemory.client(wire.near()).close()));
      Task<?> far =
          scope.start("server", () -> failureOf(() -> InMemory.server(wire.far()).close()));
      for (int i = 0; i < turns; i++) {
        Task.sleep(Duration.ZERO);
      }
      near.cancel("enough");
      Task.sleep(LONG);
      assertThat(near.state()).isNotEqualTo(Task.State.RUNNING);
      assertThat(far.state()).isEqualTo(Task.State.DONE);
    });
  }
}
