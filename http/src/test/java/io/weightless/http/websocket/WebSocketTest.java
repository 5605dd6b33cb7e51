package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages between two of ours.
final class WebSocketTest {
  private static final WebSocketHandler ECHO = WebSocketHandler.of(Chat::echo);

  @Test
  void textsAndBytesComeBackAsTheyAre() throws Exception {
    Chat.serve(
        ECHO,
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            socket.send("grüße \uD83D\uDE00");
            Message text = socket.receive();
            assertThat(text).isEqualTo(Message.text("grüße \uD83D\uDE00"));
            assertThat(text.text()).isEqualTo("grüße \uD83D\uDE00");
            socket.send(ByteBuffer.wrap(new byte[] {0, -1, 7}));
            Message bytes = socket.receive();
            assertThat(bytes.isText()).isFalse();
            assertThat(bytes.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1, 7}));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000, 1 << 20})
  void aMessageOfAnyLengthUpToTheLimitComesBack(int length) throws Exception {
    for (DeflatePolicy policy : List.of(DeflatePolicy.NONE, DeflatePolicy.DEFAULT)) {
      Chat.serve(
          ECHO.compressing(policy),
          _ -> {
            try (WebSocket socket = Chat.client().compressing(policy).connect()) {
              socket.send("x".repeat(length));
              assertThat(received(socket)).isEqualTo("x".repeat(length));
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMessageAboveTheLimitIsRefusedWith1009(boolean isCompressed) throws Exception {
    DeflatePolicy policy = isCompressed ? DeflatePolicy.DEFAULT : DeflatePolicy.NONE;
    WebSocketLimits limits = new WebSocketLimits(2000, 1000, 1, second(), second());
    Chat.serve(
        ECHO.within(limits).compressing(policy),
        _ -> {
          try (WebSocket socket = Chat.client().compressing(policy).connect()) {
            socket.send("x".repeat(1000));
            assertThat(received(socket)).hasSize(1000);
            socket.send("x".repeat(1001));
            assertThat(socket.receive()).isNull();
            assertThat(reason(socket).code()).isEqualTo(1009);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMessageInPartsIsOneMessage(boolean isCompressed) throws Exception {
    DeflatePolicy policy = isCompressed ? DeflatePolicy.DEFAULT : DeflatePolicy.NONE;
    Chat.serve(
        ECHO.compressing(policy),
        _ -> {
          try (WebSocket socket = Chat.client().compressing(policy).connect()) {
            socket.sendParts(
                true,
                message -> {
                  byte[] sign = "ü".getBytes(UTF_8);
                  message.write(ByteBuffer.wrap(sign, 0, 1));
                  message.write(ByteBuffer.wrap(sign, 1, 1));
                  message.write(ByteBuffer.wrap("x".repeat(100_000).getBytes(UTF_8)));
                });
            assertThat(received(socket)).isEqualTo("ü" + "x".repeat(100_000));
            socket.sendParts(false, _ -> {});
            assertThat(socket.receive()).isEqualTo(Message.binary(new byte[0]));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMessageIsReceivedInPartsBeyondTheLimitOfWholeOnes(boolean isCompressed) throws Exception {
    DeflatePolicy policy = isCompressed ? DeflatePolicy.DEFAULT : DeflatePolicy.NONE;
    WebSocketLimits limits = new WebSocketLimits(1 << 20, 10, 1, second(), second());
    List<Integer> lengths = new ArrayList<>();
    WebSocketHandler counting =
        WebSocketHandler.of(
                socket -> {
                  IncomingMessage next = socket.receiveParts();
                  while (next != null) {
                    lengths.add(all(next).size());
                    next = socket.receiveParts();
                  }
                })
            .within(limits)
            .compressing(policy);
    Chat.serve(
        counting,
        _ -> {
          try (WebSocket socket = Chat.client().compressing(policy).connect()) {
            socket.send("x".repeat(100_000));
            socket.send("");
            socket.send("abc");
          }
          assertThat(lengths).containsExactly(100_000, 0, 3);
        });
  }

  @Test
  void whatIsLeftOfAMessageInPartsIsSkipped() throws Exception {
    List<String> seen = new ArrayList<>();
    WebSocketHandler impatient =
        WebSocketHandler.of(socket -> {
          IncomingMessage first = socket.receiveParts();
          assertThat(first).isNotNull();
          seen.add(first.read().remaining() > 0 ? "part" : "nothing");
          seen.add(received(socket));
        });
    Chat.serve(
        impatient,
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            socket.send("x".repeat(100_000));
            socket.send("next");
            assertThat(socket.receive()).isNull();
          }
          assertThat(seen).containsExactly("part", "next");
        });
  }

  @Test
  void messagesOfManyTasksDoNotMix() throws Exception {
    Chat.serve(
        ECHO,
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            Scope.join(scope -> {
              for (String letter : List.of("a", "b", "c")) {
                scope.start(letter, () -> sendSlowly(socket, letter));
              }
              List<String> all = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                all.add(received(socket));
              }
              assertThat(all).containsExactlyInAnyOrder("aaa", "bbb", "ccc");
            });
          }
        });
  }

  private static void sendSlowly(WebSocket socket, String letter) throws Exception {
    socket.sendParts(
        true,
        message -> {
          for (int i = 0; i < 3; i++) {
            message.write(ByteBuffer.wrap(letter.getBytes(UTF_8)));
            Task.sleep(second());
          }
        });
  }

  @Test
  void aReceiveThatIsCancelledLosesNothing() throws Exception {
    WebSocketHandler slow =
        WebSocketHandler.of(socket ->
            socket.sendParts(
                true,
                message -> {
                  message.write(ByteBuffer.wrap("one ".getBytes(UTF_8)));
                  Task.sleep(Duration.ofSeconds(10));
                  message.write(ByteBuffer.wrap("message".getBytes(UTF_8)));
                }));
    Chat.serve(
        slow,
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            assertThat(receivedWithin(socket, second())).isNull();
            assertThatThrownBy(socket::receiveParts).isInstanceOf(IllegalStateException.class);
            assertThat(received(socket)).isEqualTo("one message");
          }
        });
  }

  @Test
  void aMessageThatDoesNotCompressMayBeAsLongAsAnyOther() throws Exception {
    byte[] noise = new byte[1 << 20];
    new SplittableRandom(1).nextBytes(noise);
    Chat.serve(
        ECHO.compressing(DeflatePolicy.DEFAULT),
        _ -> {
          try (WebSocket socket = Chat.client().compressing(DeflatePolicy.DEFAULT).connect()) {
            socket.send(Message.binary(noise));
            assertThat(socket.receive()).isEqualTo(Message.binary(noise));
          }
        });
  }

  @Test
  void othersHaveTheirTurnWhileALongMessageIsCompressed() throws Exception {
    byte[] noise = new byte[1 << 20];
    new SplittableRandom(1).nextBytes(noise);
    Chat.serve(
        ECHO.compressing(DeflatePolicy.DEFAULT),
        _ -> {
          try (WebSocket socket = Chat.client().compressing(DeflatePolicy.DEFAULT).connect()) {
            Scope.join(scope -> {
              int[] turns = {0};
              Task<?> other =
                  scope.start(
                      "other",
                      () -> {
                        while (true) {
                          turns[0]++;
                          Task.sleep(Duration.ZERO);
                        }
                      });
              socket.send(Message.binary(noise));
              other.cancel("enough");
              assertThat(turns[0]).isGreaterThanOrEqualTo(16);
            });
          }
        });
  }

  @Test
  void oneTaskReceivesAtATime() throws Exception {
    Chat.serve(
        ECHO,
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            Scope.join(scope -> {
              Task<@Nullable Message> first = scope.start("first", socket::receive);
              settle();
              assertThatThrownBy(socket::receive).isInstanceOf(BusyException.class);
              socket.send("x");
              assertThat(first.await()).isEqualTo(Message.text("x"));
            });
          }
        });
  }

  @Test
  void aWriterThatFailsResetsTheConnection() throws Exception {
    List<String> ends = new ArrayList<>();
    WebSocketHandler watching =
        WebSocketHandler.of(socket -> {
          try {
            ends.add(String.valueOf(socket.receive()));
          } catch (IOException gone) {
            ends.add("gone");
          }
        });
    Chat.serve(
        watching,
        _ -> {
          WebSocket socket = Chat.client().connect();
          assertThatThrownBy(() ->
                  socket.sendParts(
                      true,
                      message -> {
                        message.write(ByteBuffer.wrap(new byte[] {'x'}));
                        throw new IllegalStateException("no more");
                      }))
              .hasMessage("no more");
          settle();
          assertThat(ends).containsExactly("gone");
          socket.close();
          assertThatThrownBy(() -> socket.send("x")).isInstanceOf(ClosedException.class);
        });
  }

  private static @Nullable Message receivedWithin(WebSocket socket, Duration time)
      throws IOException {
    return Scope.<@Nullable Message, IOException>runOr(
        Deadline.after(time), null, _ -> socket.receive());
  }

  static String received(WebSocket socket) throws IOException {
    Message next = socket.receive();
    return next == null ? "closed: " + socket.closeReason() : next.text();
  }

  private static CloseReason reason(WebSocket socket) {
    CloseReason reason = socket.closeReason();
    assertThat(reason).isNotNull();
    return reason;
  }

  private static ByteArrayOutputStream all(IncomingMessage message) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer part = message.read(); part.hasRemaining(); part = message.read()) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      all.write(bytes);
    }
    return all;
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }
}
