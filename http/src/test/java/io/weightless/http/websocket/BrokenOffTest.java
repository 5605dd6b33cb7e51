package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.http.websocket.internal.Deflate;
import io.weightless.http.websocket.internal.Deflating;
import io.weightless.net.ClosedException;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One side of a connection whose other side is a script: what begins, and does not come to its
/// end.
final class BrokenOffTest {
  private static final Deflate ALL = new Deflate(false, false, 15, 15);
  private static final byte[] CLOSE = {(byte) 0x88, 2, 3, (byte) 0xe8};
  private static final byte[] FIRST_PART = {1, 3, 'a', 'b', 'c'};

  private final Wire wire = new Wire();

  private WebSocket client(@Nullable Deflate deflate, WebSocketLimits limits) {
    return new WebSocket(
        wire.client(), new Terms(false, limits, null, deflate, DeflatePolicy.DEFAULT));
  }

  private WebSocket client(@Nullable Deflate deflate) {
    return client(deflate, WebSocketLimits.DEFAULT);
  }

  private void comes(byte... bytes) throws IOException {
    wire.server().write(ByteBuffer.wrap(bytes));
  }

  @Test
  void partsOfACompressedMessageThatDribblesComeToItsEnd() throws Exception {
    String text = "only this message says what it says, and no other one does ".repeat(4);
    World.run(() -> {
      WebSocket client = client(ALL);
      ByteBuffer payload;
      try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
        payload = deflating.message(ByteBuffer.wrap(text.getBytes(UTF_8)));
      }
      Scope.join(scope -> {
        Task<String> got = scope.start("reader", () -> all(client));
        comes((byte) 0xc1, (byte) payload.remaining());
        while (payload.hasRemaining()) {
          comes(payload.get());
          settle();
        }
        assertThat(got.await()).isEqualTo(text);
      });
      wire.server().reset();
      client.close();
    });
  }

  private static String all(WebSocket socket) throws IOException {
    IncomingMessage message = socket.receiveParts();
    assertThat(message).isNotNull();
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = message.read(); part.hasRemaining(); part = message.read()) {
      all.append(UTF_8.decode(part));
    }
    return all.toString();
  }

  @Test
  void aCloseWithinAMessageThatIsSkippedIsSeen() throws Exception {
    World.run(() -> {
      WebSocket client = client(null);
      comes(FIRST_PART);
      IncomingMessage message = client.receiveParts();
      assertThat(message).isNotNull();
      assertThat(message.read().remaining()).isEqualTo(3);
      comes(CLOSE);

      assertThat(client.receive()).isNull();
      assertThat(client.closeReason()).isEqualTo(CloseReason.NORMAL);
      wire.server().close();
      client.close();
      assertThat(client.receive()).isNull();
      assertThat(client.receiveParts()).isNull();
    });
  }

  @Test
  void aMessageThatIsCutFailsAtEachRead() throws Exception {
    World.run(() -> {
      WebSocket client = client(null);
      comes(FIRST_PART);
      comes(CLOSE);
      IncomingMessage message = client.receiveParts();
      assertThat(message).isNotNull();
      assertThat(message.read().remaining()).isEqualTo(3);
      assertThatThrownBy(message::read).isInstanceOf(EOFException.class);
      assertThatThrownBy(message::read).isInstanceOf(EOFException.class);
      wire.server().close();
      client.close();
    });
  }

  @Test
  void behindASendThatWasCancelledACloseResetsAtOnce() throws Exception {
    World.run(() -> {
      WebSocket client = client(null);
      wire.client().window(10);
      assertThat(isSentWithinASecond(client)).isFalse();
      long began = nanos();
      client.close();

      assertThat(nanos()).isEqualTo(began);
      assertThat(wire.client().isReset()).isTrue();
    });
  }

  private static boolean isSentWithinASecond(WebSocket client) throws IOException {
    return Scope.<Boolean, IOException>runOr(
        Deadline.after(Duration.ofSeconds(1)),
        false,
        _ -> {
          client.send("x".repeat(1000));
          return true;
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void behindAWriterThatFailedTheConnectionIsClosedForOthers(boolean isCompressed)
      throws Exception {
    World.run(() -> {
      WebSocket client = client(isCompressed ? ALL : null);
      assertThatThrownBy(() ->
              client.sendParts(
                  true,
                  message -> {
                    message.write(ByteBuffer.wrap(new byte[] {'x'}));
                    throw new IllegalStateException("mine");
                  }))
          .hasMessage("mine");
      assertThatThrownBy(() -> client.send("y".repeat(100))).isInstanceOf(ClosedException.class);
      client.close();
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWriterThatGoesOnBehindACloseFailsAndNothingIsReset(boolean isCompressed) throws Exception {
    World.run(() -> {
      WebSocket client = client(isCompressed ? ALL : null);
      Event closed = new Event();
      Scope.join(scope -> {
        scope.start("closer", () -> closeWhenBegun(client, closed));
        assertThatThrownBy(() ->
                client.sendParts(
                    true,
                    message -> {
                      message.write(ByteBuffer.wrap(new byte[] {'x'}));
                      closed.await();
                      message.write(ByteBuffer.wrap(new byte[] {'x'}));
                    }))
            .isInstanceOf(ClosedException.class);
      });
      assertThat(wire.client().isReset()).isFalse();
    });
  }

  private void closeWhenBegun(WebSocket client, Event closed) throws IOException {
    settle();
    comes(CLOSE);
    wire.server().closeOutput();
    client.close();
    closed.set();
  }

  @Test
  void aWriteThatStallsIsNoticedThoughAnotherTaskReads() throws Exception {
    World.run(() -> {
      WebSocket client = client(null, times(600, 5));
      wire.client().window(10);
      Scope.join(scope -> {
        scope.start("reader", () -> assertThatThrownBy(client::receive));
        settle();
        long began = nanos();
        assertThatThrownBy(() -> client.send("x".repeat(1000))).isInstanceOf(IOException.class);
        assertThat(nanos() - began).isLessThanOrEqualTo(Duration.ofSeconds(10).toNanos());
        client.close();
      });
    });
  }

  @Test
  void aPingIsSentInTimeThoughSomethingWasSentBefore() throws Exception {
    World.run(() -> {
      WebSocket client = client(null, times(5, 600));
      client.send("x");
      long before = wire.client().written();
      Scope.join(scope -> {
        Task<?> reader = scope.start("reader", () -> assertThatThrownBy(client::receive));
        World.pass(Duration.ofSeconds(6));
        assertThat(wire.client().written()).isEqualTo(before + 6);
        wire.server().reset();
        var _ = reader.await();
      });
      client.close();
    });
  }

  @Test
  void whatCameBeforeAPeerWentIsReceivedThoughItsPingCannotBeAnswered() throws Exception {
    World.run(() -> {
      WebSocket client = client(null);
      comes((byte) 0x81, (byte) 1, (byte) 'a', (byte) 0x89, (byte) 0);
      comes((byte) 0x81, (byte) 1, (byte) 'b');
      comes(CLOSE);
      wire.server().close();

      assertThat(client.receive()).isEqualTo(Message.text("a"));
      assertThat(client.receive()).isEqualTo(Message.text("b"));
      assertThat(client.receive()).isNull();
      client.close();
    });
  }

  @Test
  void aLongMessageIsNotCompressedBelowTheLeastLength() throws Exception {
    World.run(() -> {
      DeflatePolicy policy = new DeflatePolicy(true, false, false, 1_000_000, 6);
      WebSocket client =
          new WebSocket(
              wire.client(), new Terms(false, WebSocketLimits.DEFAULT, null, ALL, policy));
      client.send("x".repeat(100_000));
      assertThat(wire.client().written()).isGreaterThan(100_000);
      wire.server().reset();
      client.close();
    });
  }

  private static long nanos() {
    return Reactor.current().clock().nanos();
  }

  private static WebSocketLimits times(int ping, int patience) {
    return WebSocketLimits.DEFAULT.times(Duration.ofSeconds(ping), Duration.ofSeconds(patience));
  }
}
