package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.websocket.CloseReason;
import io.weightless.http.websocket.DeflatePolicy;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketClient;
import io.weightless.http.websocket.WebSocketHandler;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets of others at either end: python3-websockets, npm's ws, and the JDK's client.
@Needs({"python3-websockets", "node-ws"})
final class SocketPeersStory {
  private static final String RESOURCES = "check/src/test/resources/io/weightless/check/story/";
  private static final int MOST = 1 << 20;

  /// Sends back what it gets.
  private static void echo(WebSocket socket) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      socket.send(next);
    }
  }

  private static Hosted hosted() {
    return Hosted.handler(() ->
        WebSocketHandler.of(SocketPeersStory::echo)
            .speaking("c", "b")
            .compressing(DeflatePolicy.DEFAULT));
  }

  private static Program talk(String peer, String... words) {
    String program = peer.endsWith(".py") ? "/usr/bin/python3" : "node";
    return words.length == 1
        ? Program.start(program, RESOURCES + peer, words[0])
        : Program.start(program, RESOURCES + peer, words[0], words[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"talk.py", "talk.cjs"})
  void theirClientsTalkToOurServer(String peer) {
    try (Hosted server = hosted();
        Program client = talk(peer, "ask", server.url("/").replace("http", "ws"))) {
      assertThat(client.exit()).as(client.toString()).isZero();
      assertThat(client.out().toLowerCase(Locale.ROOT).lines())
          .containsExactly(
              "speaks b compressed",
              "same true",
              "same true",
              "same true",
              "same true",
              "same true",
              "one two three",
              "pong",
              "closed 4001");
      server.awaitNoConnection();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"talk.py", "talk.cjs"})
  void ourClientTalksToTheirServers(String peer) throws Exception {
    try (Program server = talk(peer, "serve")) {
      String url = server.awaitLine("ws://.*");
      Asking.with(client -> {
        for (DeflatePolicy policy :
            List.of(DeflatePolicy.NONE, DeflatePolicy.DEFAULT, DeflatePolicy.WITHOUT_CONTEXT)) {
          WebSocket socket =
              WebSocketClient.to(url).speaking("a", "b").compressing(policy).connect(client);
          assertThat(socket.protocol()).isEqualTo("b");
          converse(socket);
          socket.close(new CloseReason(4002, "enough"));
          assertThat(socket.closeReason()).isNotNull();
          assertThat(socket.closeReason().code()).isEqualTo(4002);
        }
      });
    }
  }

  private static void converse(WebSocket socket) throws IOException {
    byte[] large = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    for (Message message :
        List.of(
            Message.text("grüße \u2603"),
            Message.text(""),
            Message.binary(new byte[] {0, -1}),
            Message.binary(large),
            Message.text("y".repeat(100_000)))) {
      socket.send(message);
      assertThat(socket.receive()).isEqualTo(message);
    }
    socket.sendParts(
        true,
        message -> {
          message.write(ByteBuffer.wrap("one ".getBytes(StandardCharsets.UTF_8)));
          message.write(ByteBuffer.wrap("two".getBytes(StandardCharsets.UTF_8)));
        });
    assertThat(socket.receive()).isEqualTo(Message.text("one two"));
  }

  @Test
  void theJdksClientTalksToOurServer() throws Exception {
    Heard heard = new Heard();
    try (Hosted server = hosted();
        HttpClient client = HttpClient.newHttpClient()) {
      java.net.http.WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("b")
              .buildAsync(URI.create(server.url("/").replace("http", "ws")), heard)
              .join();
      assertThat(socket.getSubprotocol()).isEqualTo("b");
      socket.sendText("grüße ", false).join();
      socket.sendText("\u2603", true).join();
      assertThat(heard.said.take()).isEqualTo("grüße \u2603");
      socket.sendBinary(ByteBuffer.wrap(new byte[MOST]), true).join();
      assertThat(heard.said.take()).isEqualTo(MOST + " bytes");
      socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
      assertThat(heard.said.take()).isEqualTo("pong");
      socket.sendClose(4003, "enough").join();
      assertThat(heard.closed.join()).isEqualTo(4003);
      server.awaitNoConnection();
    }
  }

  /// What the JDK's client calls back.
  private static final class Heard implements java.net.http.WebSocket.Listener {
    final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private int bytes;

    @Override
    public @Nullable CompletionStage<?> onText(
        java.net.http.WebSocket socket, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        said.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        java.net.http.WebSocket socket, ByteBuffer part, boolean isLast) {
      bytes += part.remaining();
      if (isLast) {
        said.add(bytes + " bytes");
        bytes = 0;
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer payload) {
      said.add("pong");
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        java.net.http.WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
