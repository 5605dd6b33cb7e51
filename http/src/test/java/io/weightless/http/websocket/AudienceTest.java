package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weightless.http.kit.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same messages for many.
final class AudienceTest {
  private final Audience room = Audience.of(2, Audience.Slow.CLOSE);
  private final WebSocketHandler chat =
      WebSocketHandler.of(socket -> room.include(socket, () -> tellAll(socket)));

  private void tellAll(WebSocket socket) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      room.tell(next);
    }
  }

  @Test
  void allGetWhatOneSays() throws Exception {
    Chat.serve(
        chat,
        _ -> {
          List<WebSocket> all = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            all.add(Chat.client().connect());
          }
          settle();
          assertThat(room.size()).isEqualTo(5);
          all.getFirst().send("one");
          all.getLast().send("two");
          for (WebSocket socket : all) {
            assertThat(List.of(WebSocketTest.received(socket), WebSocketTest.received(socket)))
                .containsExactly("one", "two");
          }
          for (WebSocket socket : all) {
            socket.close();
          }
          assertThat(room.size()).isZero();
        });
  }

  @Test
  void whoIsTooSlowIsReset() throws Exception {
    fill(room, true);
  }

  @Test
  void whoIsTooSlowMissesTheOldest() throws Exception {
    fill(Audience.of(2, Audience.Slow.SKIP), false);
  }

  /// Of six messages the first is on its way, and the last two have room.
  private static void fill(Audience slow, boolean isReset) throws Exception {
    WebSocketHandler handler =
        WebSocketHandler.of(socket -> slow.include(socket, () -> socket.receive()));
    World.serve(
        handler,
        served -> {
          served.wire().server().window(200);
          served.client().send(ClosingTest.HANDSHAKE);
          assertThat(served.client().receiveHead().status()).isEqualTo(101);
          served.wire().server().window(1);
          for (String text : List.of("a", "b", "c", "d", "e", "f")) {
            slow.tell(Message.text(text));
            settle();
          }
          assertThat(served.wire().server().isReset()).isEqualTo(isReset);
          if (!isReset) {
            StringBuilder got = new StringBuilder();
            while (got.indexOf("f") < 0) {
              got.append(ISO_8859_1.decode(served.wire().client().read()));
            }
            assertThat(got.toString()).isEqualTo("\u0081\u0001a\u0081\u0001e\u0081\u0001f");
            served.client().send("\u0088\u0080\0\0\0\0");
          }
        });
  }

  @Test
  void aBacklogHasRoomForAMessage() {
    assertThatIllegalArgumentException().isThrownBy(() -> Audience.of(0, Audience.Slow.CLOSE));
  }
}
