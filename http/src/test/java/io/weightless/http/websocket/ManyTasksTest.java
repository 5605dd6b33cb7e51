package io.weightless.http.websocket;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.Log;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A connection that several tasks use at once.
final class ManyTasksTest {
  /// Answers a close, and a ping, only after a while.
  private static final WebSocketHandler SLOW =
      WebSocketHandler.of(socket -> {
        Task.sleep(Duration.ofSeconds(5));
        var _ = socket.receive();
      });

  @Test
  void whoeverReceivesWhileAnotherClosesIsToldOfTheEnd() throws Exception {
    Chat.serve(
        SLOW,
        _ -> {
          WebSocket socket = Chat.client().connect();
          Scope.join(scope -> {
            scope.start("closer", () -> socket.close());
            settle();
            assertThat(socket.receive()).isNull();
            assertThat(socket.closeReason()).isEqualTo(CloseReason.NORMAL);
          });
        });
  }

  @Test
  void whoeverClosesSecondWaitsForTheFirst() throws Exception {
    List<Long> ends = new ArrayList<>();
    Chat.serve(
        SLOW,
        _ -> {
          long began = now();
          WebSocket socket = Chat.client().connect();
          Scope.join(scope -> {
            for (String name : List.of("first", "second")) {
              scope.start(
                  name,
                  () -> {
                    socket.close();
                    ends.add(now() - began);
                  });
            }
          });
          long seconds = Duration.ofSeconds(5).toNanos();
          assertThat(ends).containsExactly(seconds, seconds);
          socket.close();
        });
  }

  @Test
  void whoeverClosesReceivesWhenTheOtherTaskNoMoreDoes() throws Exception {
    Chat.serve(
        SLOW,
        _ -> {
          WebSocket socket = Chat.client().connect();
          Scope.join(scope -> {
            Task<?> receiver = scope.start("receiver", () -> socket.receive());
            settle();
            scope.start("closer", () -> socket.close());
            settle();
            receiver.cancel("enough");
          });
          assertThat(socket.closeReason()).isEqualTo(CloseReason.NORMAL);
        });
  }

  @Test
  void whoeverReceivesWhileACloseIsCancelledIsToldThatTheConnectionWasReset() throws Exception {
    Chat.serve(
        SLOW,
        _ -> {
          WebSocket socket = Chat.client().connect();
          Scope.join(scope -> {
            Task<?> closer = scope.start("closer", () -> socket.close());
            settle();
            scope.start(
                "receiver",
                () -> assertThatThrownBy(socket::receive).hasMessageContaining("was reset"));
            settle();
            closer.cancel("enough");
          });
        });
  }

  @Test
  void aConversationThatIsBusyWhileTheServerDrainsIsNoFailure() throws Exception {
    List<@Nullable Message> got = new ArrayList<>();
    WebSocketHandler busy =
        WebSocketHandler.of(socket -> {
          Task.sleep(Duration.ofSeconds(2));
          got.add(socket.receive());
        });
    try (Log log = Log.capture()) {
      Chat.serve(
          busy,
          server -> {
            WebSocket socket = Chat.client().connect();
            Scope.join(scope -> {
              scope.start(
                  "client",
                  () -> {
                    Task.sleep(Duration.ofSeconds(4));
                    socket.close();
                  });
              settle();
              assertThat(server.drain(Duration.ofSeconds(20))).isTrue();
            });
          });
      assertThat(got).hasSize(1).containsOnlyNulls();
      assertThat(log.messages()).isEmpty();
    }
  }

  private static long now() {
    return Reactor.current().clock().nanos();
  }
}
