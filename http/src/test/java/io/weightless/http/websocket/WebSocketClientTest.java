package io.weightless.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.HttpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client's part of the opening handshake (RFC 6455, section 4.1).
final class WebSocketClientTest {
  private final List<Request> requests = new ArrayList<>();

  @Test
  void itAsksAsTheStandardSays() throws Exception {
    Handler handler =
        request -> {
          requests.add(request);
          return WebSocketHandler.of(WebSocket::receive).handle(request);
        };
    Chat.serve(
        handler,
        _ -> {
          WebSocketClient client =
              Chat.client().speaking("b", "a").with("Authorization", "Basic x");
          client.compressing(DeflatePolicy.DEFAULT).connect().close();
          client.connect().close();
        });

    Headers first = requests.getFirst().headers();
    assertThat(requests.getFirst().target()).isEqualTo("/");
    assertThat(first.first("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(first.first("Sec-WebSocket-Protocol")).isEqualTo("b, a");
    assertThat(first.first("Sec-WebSocket-Extensions"))
        .isEqualTo("permessage-deflate; client_max_window_bits");
    assertThat(first.first("Authorization")).isEqualTo("Basic x");
    Headers second = requests.getLast().headers();
    assertThat(second.first("Sec-WebSocket-Extensions")).isNull();
    assertThat(second.first("Sec-WebSocket-Key")).isNotEqualTo(first.first("Sec-WebSocket-Key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade|h2c|switched to something else",
        "Sec-WebSocket-Accept|s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|not the answer",
        "Sec-WebSocket-Protocol|c|was not asked for",
        "Sec-WebSocket-Extensions|x-other|not offered",
        "Sec-WebSocket-Extensions|permessage-deflate; server_max_window_bits=7|wrong value",
      })
  void anAnswerThatDoesNotFitClosesTheConnection(String name, String value, String why)
      throws Exception {
    refused(headers -> headers.without(name).with(name, value), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Accept", "Sec-WebSocket-Protocol"})
  void whatIsSaidOnceIsNotSaidTwice(String name) throws Exception {
    refused(headers -> headers.with(name, Objects.requireNonNullElse(headers.first(name), "")), "");
  }

  private static void refused(Function<Headers, Headers> change, String why) throws Exception {
    WebSocketHandler right =
        WebSocketHandler.of(WebSocket::receive).speaking("a").compressing(DeflatePolicy.DEFAULT);
    Handler wrong =
        request -> {
          Response response = right.handle(request);
          return response.with(change.apply(response.headers()));
        };
    Chat.serve(
        wrong,
        server -> {
          try (HttpClient client = HttpClient.open()) {
            WebSocketClient asking = Chat.client().speaking("a").compressing(DeflatePolicy.DEFAULT);
            assertThatThrownBy(() -> asking.connect(client))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
            assertThat(client.connections()).isZero();
          }
        });
  }

  @Test
  void aSwitchThatNobodyHasAskedForIsAViolation() throws Exception {
    Handler handler =
        _ ->
            Response.of(Status.SWITCHING_PROTOCOLS)
                .with("Upgrade", "x")
                .with(new Body.Tunnel(_ -> {}));
    Chat.serve(
        handler,
        _ -> {
          try (HttpClient client = HttpClient.open()) {
            assertThatThrownBy(() -> client.send(ClientRequest.get("http://127.0.0.1/")))
                .hasMessageContaining("nobody has asked");
          }
        });
  }

  @Test
  void anOpenSocketIsNoneOfTheClients() throws Exception {
    Chat.serve(
        WebSocketHandler.of(Chat::echo),
        _ -> {
          HttpClient client = HttpClient.open();
          WebSocket socket = Chat.client().connect(client);
          assertThat(client.connections()).isZero();
          client.close();
          socket.send("x");
          assertThat(WebSocketTest.received(socket)).isEqualTo("x");
          socket.close();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/", "ws://", "ws://a/#b", "ws://u@a/", "/chat", "ws://a b/"})
  void whatIsNoUrlOfOneIsRefusedAtOnce(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> WebSocketClient.to(url));
  }
}
