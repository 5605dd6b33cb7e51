package io.weightless.http.websocket;

import static io.weightless.http.kit.World.pass;
import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Log;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How connections end, and what is noticed of those that don't.
final class ClosingTest {
  private static final WebSocketHandler ECHO = WebSocketHandler.of(Chat::echo);

  static final String HANDSHAKE =
      """
      GET / HTTP/1.1
      Host: a
      Connection: upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");

  private final List<String> seen = new ArrayList<>();

  @Test
  void aCloseIsAnsweredWithTheSameCode() throws Exception {
    WebSocketHandler handler =
        WebSocketHandler.of(socket -> {
          assertThat(socket.receive()).isNull();
          seen.add(String.valueOf(socket.closeReason()));
        });
    Chat.serve(
        handler,
        _ -> {
          WebSocket socket = Chat.client().connect();
          socket.close(new CloseReason(4001, "enough"));

          assertThat(socket.closeReason()).isEqualTo(new CloseReason(4001));
          assertThat(seen).containsExactly("4001 enough");
          assertThat(socket.receive()).isNull();
          socket.close();
        });
  }

  @Test
  void aConversationThatEndsClosesNormally() throws Exception {
    Chat.serve(
        WebSocketHandler.of(socket -> socket.send("bye")),
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            assertThat(WebSocketTest.received(socket)).isEqualTo("bye");
            assertThat(socket.receive()).isNull();
            assertThat(socket.closeReason()).isEqualTo(CloseReason.NORMAL);
            assertThatThrownBy(() -> socket.send("x")).isInstanceOf(IOException.class);
          }
        });
  }

  @Test
  void aConversationThatFailsIsAnInternalErrorForThePeer() throws Exception {
    WebSocketHandler failing =
        WebSocketHandler.of(_ -> {
          throw new IllegalStateException("a secret");
        });
    try (Log log = Log.capture()) {
      Chat.serve(
          failing,
          _ -> {
            try (WebSocket socket = Chat.client().connect()) {
              assertThat(socket.receive()).isNull();
              assertThat(socket.closeReason()).isEqualTo(new CloseReason(1011));
            }
          });
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void whoeverClosesGetsWhatIsOnItsWay() throws Exception {
    WebSocketHandler late =
        WebSocketHandler.of(socket -> {
          Task.sleep(Duration.ofSeconds(5));
          socket.send("late");
        });
    Chat.serve(
        late,
        _ -> {
          WebSocket socket = Chat.client().connect();
          Scope.join(scope -> {
            scope.start("reader", () -> seen.add(WebSocketTest.received(socket)));
            settle();
            socket.close();
          });
          assertThat(seen).containsExactly("late");
        });
  }

  @Test
  void whatComesBehindACloseIsThrownAway() throws Exception {
    WebSocketHandler late =
        WebSocketHandler.of(socket -> {
          Task.sleep(Duration.ofSeconds(5));
          socket.send("x".repeat(100_000));
          seen.add(WebSocketTest.received(socket));
        });
    Chat.serve(
        late,
        _ -> {
          WebSocket socket = Chat.client().connect();
          socket.close();
          settle();

          assertThat(seen).containsExactly("closed: 1000");
        });
  }

  @Test
  void aPeerThatDoesNotAnswerACloseIsNotWaitedForForEver() throws Exception {
    WebSocketHandler deaf = WebSocketHandler.of(_ -> Task.sleep(Duration.ofHours(1)));
    Chat.serve(
        deaf,
        server -> {
          WebSocket socket = Chat.client().within(times(1, 10)).connect();
          long began = Reactor.current().clock().nanos();
          socket.close();

          assertThat(Reactor.current().clock().nanos() - began)
              .isEqualTo(Duration.ofSeconds(10).toNanos());
          server.close();
        });
  }

  @Test
  void aCloseThatIsCancelledResetsTheConnection() throws Exception {
    WebSocketHandler deaf =
        WebSocketHandler.of(socket -> {
          Task.sleep(Duration.ofMinutes(1));
          seen.add(failure(socket));
        });
    Chat.serve(
        deaf,
        _ -> {
          WebSocket socket = Chat.client().connect();
          Scope.<Integer, RuntimeException>runOr(
              Deadline.after(Duration.ofSeconds(1)),
              0,
              _ -> {
                socket.close();
                return 1;
              });
          assertThatThrownBy(socket::receive).isInstanceOf(IOException.class);
          pass(Duration.ofMinutes(2));
          assertThat(seen).hasSize(1);
        });
  }

  @Test
  void aPeerThatHangsUpWithoutACloseIsAFailure() throws Exception {
    Chat.serve(
        WebSocketHandler.of(socket -> seen.add(failure(socket))),
        _ -> {
          Stream raw = raw();
          raw.closeOutput();
          settle();
          assertThat(seen).singleElement().asString().contains("hung up without a close");
          raw.close();
        });
  }

  @Test
  void aSilentPeerIsPingedAndThenGivenUp() throws Exception {
    Chat.serve(
        WebSocketHandler.of(socket -> seen.add(failure(socket))).within(times(30, 10)),
        _ -> {
          Stream raw = raw();
          assertThat(raw.read().remaining()).isPositive();
          pass(Duration.ofSeconds(29));
          assertThat(seen).isEmpty();
          pass(Duration.ofSeconds(2));
          assertThat(raw.read().get(0)).isEqualTo((byte) 0x89);
          pass(Duration.ofSeconds(8));
          assertThat(seen).isEmpty();
          pass(Duration.ofSeconds(2));
          assertThat(seen).singleElement().asString().contains("no sign of life for 10000 ms");
          raw.close();
        });
  }

  @Test
  void aPeerThatAnswersPingsStays() throws Exception {
    Chat.serve(
        ECHO.within(times(30, 10)),
        _ -> {
          try (WebSocket socket = Chat.client().connect()) {
            Scope.join(scope -> {
              Task<?> reader = scope.start("reader", () -> seen.add(failure(socket)));
              pass(Duration.ofHours(1));
              assertThat(seen).isEmpty();
              socket.send("x");
              settle();
              assertThat(seen).containsExactly("a text of 1 bytes");
              var _ = reader.await();
            });
          }
        });
  }

  @Test
  void aPeerThatTakesNothingIsGivenUp() throws Exception {
    WebSocketHandler flood =
        WebSocketHandler.of(
                socket -> {
                  try {
                    while (true) {
                      socket.send("x".repeat(10_000));
                    }
                  } catch (IOException gone) {
                    seen.add(String.valueOf(gone.getMessage()));
                    throw gone;
                  }
                })
            .within(times(30, 10));
    World.serve(
        flood,
        served -> {
          served.wire().server().window(50_000);
          served.client().send(HANDSHAKE);
          pass(Duration.ofSeconds(9));
          assertThat(seen).isEmpty();
          assertThat(served.wire().server().written()).isLessThanOrEqualTo(50_000);
          pass(Duration.ofSeconds(32));
          assertThat(seen).hasSize(1);
          assertThat(served.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void anEchoThatNobodyReadsTakesNoMore() throws Exception {
    String frame = "\u0082\u00e4\0\0\0\0" + "x".repeat(100);
    World.serve(
        ECHO.within(times(30, 10)),
        served -> {
          served.wire().server().window(1_000);
          served.wire().server().readLimit(4_000);
          served.client().send(HANDSHAKE + frame.repeat(1_000));
          settle();

          assertThat(served.wire().server().written()).isLessThanOrEqualTo(1_000);
          assertThat(served.wire().server().waiting()).isGreaterThan(100_000);
          pass(Duration.ofMinutes(1));
          assertThat(served.wire().server().isReset()).isTrue();
        });
  }

  @Test
  void aDrainingServerSaysThatItGoesAway() throws Exception {
    Chat.serve(
        ECHO,
        server -> {
          WebSocket socket = Chat.client().connect();
          socket.send("x");
          assertThat(WebSocketTest.received(socket)).isEqualTo("x");
          Scope.join(scope -> {
            Task<Boolean> drained =
                scope.start("drain", () -> server.drain(Duration.ofSeconds(20)));
            assertThat(socket.receive()).isNull();
            assertThat(socket.closeReason()).isEqualTo(CloseReason.GOING_AWAY);
            socket.close();
            assertThat(drained.await()).isTrue();
          });
        });
  }

  @Test
  void tooManyControlFramesAreAViolation() throws Exception {
    WebSocketLimits limits =
        new WebSocketLimits(100, 100, 2, Duration.ofHours(1), Duration.ofSeconds(1));
    Chat.serve(
        WebSocketHandler.of(socket -> seen.add(failure(socket))).within(limits),
        _ -> {
          Stream raw = raw();
          byte[] ping = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
          write(raw, ping);
          write(raw, ping);
          settle();
          assertThat(seen).isEmpty();
          pass(Duration.ofSeconds(1));
          write(raw, ping);
          write(raw, ping);
          settle();
          assertThat(seen).isEmpty();
          write(raw, ping);
          settle();
          assertThat(seen).singleElement().asString().contains("more than 2 control frames");
          raw.close();
        });
  }

  @Test
  void whatIsNoUpgradeIsToldByItsStatus() throws Exception {
    Chat.serve(
        _ -> Response.of(Status.NOT_FOUND),
        _ ->
            assertThatThrownBy(() -> Chat.client().connect())
                .isInstanceOfSatisfying(
                    WebSocketRefused.class,
                    refused -> {
                      assertThat(refused.status().code()).isEqualTo(404);
                      assertThat(refused).hasMessageContaining("ws://127.0.0.1/ opens no");
                    }));
  }

  /// Behind a handshake.
  private static Stream raw() throws IOException {
    Stream stream = Reactor.current().service(Network.class).connect(Address.parse("127.0.0.1:80"));
    write(stream, HANDSHAKE.getBytes(US_ASCII));
    return stream;
  }

  private static void write(Stream stream, byte[] bytes) throws IOException {
    stream.write(ByteBuffer.wrap(bytes));
  }

  private static String failure(WebSocket socket) {
    try {
      return String.valueOf(socket.receive());
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private static WebSocketLimits times(int ping, int patience) {
    return WebSocketLimits.DEFAULT.times(Duration.ofSeconds(ping), Duration.ofSeconds(patience));
  }
}
