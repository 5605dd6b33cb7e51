package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.http.websocket.internal.Deflate;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Messages that are given up before they are sent.
final class CancelledSendTest {
  /// Else what comes next would refer to what the peer has never got.
  @Test
  void aMessageThatIsCancelledWhileItWaitsIsForgottenByTheCompressor() throws Exception {
    String text = "only this message says what it says, and no other one does. ".repeat(3);
    Deflate deflate = new Deflate(false, false, 15, 15);
    World.run(() -> {
      Wire wire = new Wire();
      WebSocket client = new WebSocket(wire.client(), terms(false, deflate));
      WebSocket server = new WebSocket(wire.server(), terms(true, deflate));
      Scope.join(scope -> {
        scope.start("client", () -> assertThat(client.receive()).isNull());
        wire.client().window(1);
        wire.server().write(ByteBuffer.wrap(new byte[] {(byte) 0x89, 0}));
        settle(); // the answer waits for the server
        sendWithin(client, text);

        wire.client().window(1000);
        Task<String> received = scope.start("server", () -> WebSocketTest.received(server));
        client.send(text);
        assertThat(received.await()).isEqualTo(text);
        scope.start("server", () -> server.close());
      });
      client.close();
    });
  }

  private static Terms terms(boolean isServer, Deflate deflate) {
    return new Terms(isServer, WebSocketLimits.DEFAULT, null, deflate, DeflatePolicy.DEFAULT);
  }

  private static void sendWithin(WebSocket socket, String text) throws IOException {
    Scope.<Integer, IOException>runOr(
        Deadline.after(Duration.ofSeconds(1)),
        0,
        _ -> {
          socket.send(text);
          return 1;
        });
  }
}
