package io.weightless.http.websocket;

import io.weightless.http.Headers;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.Sender;
import io.weightless.http.websocket.internal.Deflate;
import io.weightless.http.websocket.internal.Violation;
import io.weightless.net.Stream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Opens [WebSocket]s: a value that says where, and what is asked for.
///
/// ```java
/// try (WebSocket socket = WebSocketClient.to("wss://example.com/chat").speaking("chat").connect()) {
///   socket.send("hello");
///   Message answer = socket.receive();
/// }
/// ```
public final class WebSocketClient {
  private final ClientRequest request;
  private final WebSocketLimits limits;
  private final List<String> protocols;
  private final DeflatePolicy policy;

  private WebSocketClient(
      ClientRequest request, WebSocketLimits limits, List<String> protocols, DeflatePolicy policy) {
    this.request = request;
    this.limits = limits;
    this.protocols = protocols;
    this.policy = policy;
  }

  /// @param url of ws or wss
  /// @throws IllegalArgumentException saying in one line what is wrong with it
  public static WebSocketClient to(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("ws://") && !lower.startsWith("wss://")) {
      throw new IllegalArgumentException("'" + url + "' is no URL of ws or wss");
    }
    if (url.indexOf('#') >= 0) {
      throw new IllegalArgumentException("'" + url + "' has a fragment, which leads nowhere");
    }
    ClientRequest request = ClientRequest.get("http" + url.substring("ws".length()));
    return new WebSocketClient(request, WebSocketLimits.DEFAULT, List.of(), DeflatePolicy.NONE);
  }

  /// The same with one more field in the request.
  public WebSocketClient with(String name, String value) {
    return new WebSocketClient(request.with(name, value), limits, protocols, policy);
  }

  /// The same within other limits.
  public WebSocketClient within(WebSocketLimits others) {
    return new WebSocketClient(request, others, protocols, policy);
  }

  /// The same with subprotocols, that which is liked best first. The server picks one, or none.
  public WebSocketClient speaking(String... names) {
    return new WebSocketClient(request, limits, List.of(names), policy);
  }

  /// The same with compression, if the server wants it too.
  public WebSocketClient compressing(DeflatePolicy other) {
    return new WebSocketClient(request, limits, protocols, other);
  }

  /// Opens one over the network of the calling task's reactor.
  ///
  /// - **Waits**: until the server has agreed.
  ///
  /// @throws WebSocketRefused when it has answered something else
  /// @throws IOException when it can't be reached, or breaks the protocol
  public WebSocket connect() throws IOException {
    try (HttpClient client = HttpClient.open()) {
      return connect(client);
    }
  }

  /// Opens one with a client of one's own: with its trust, its proxy, its cookies. It is the
  /// socket's alone, and not one of those that the client counts.
  public WebSocket connect(Sender sender) throws IOException {
    Common common = Common.here();
    String key = Base64.getEncoder().encodeToString(common.keys().nonce(Handshake.KEY_BYTES));
    ClientResponse response = sender.send(asking(key));
    Stream stream = response.switched();
    if (stream == null) {
      response.close();
      throw new WebSocketRefused(url(), response.status());
    }
    boolean isOpen = false;
    try {
      WebSocket socket = new WebSocket(stream, agreed(response.headers(), key));
      isOpen = true;
      return socket;
    } finally {
      if (!isOpen) {
        stream.close();
      }
    }
  }

  private ClientRequest asking(String key) {
    ClientRequest asking =
        request
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with(Handshake.KEY, key)
            .with(Handshake.VERSION, Handshake.OUR_VERSION);
    if (!protocols.isEmpty()) {
      asking = asking.with(Handshake.PROTOCOL, String.join(", ", protocols));
    }
    String offer = Deflate.offer(policy);
    return offer == null ? asking : asking.with(Handshake.EXTENSIONS, offer);
  }

  /// What the server's part of the handshake says (RFC 6455, section 4.1).
  private Terms agreed(Headers headers, String key) throws IOException {
    if (!Handshake.hasToken(headers, "Upgrade", "websocket")
        || !Handshake.hasToken(headers, "Connection", "upgrade")) {
      throw refused("it has switched to something else");
    }
    if (!headers.all(Handshake.ACCEPT).equals(List.of(Handshake.accept(key)))) {
      throw refused("its " + Handshake.ACCEPT + " is not the answer to our key");
    }
    List<String> spoken = headers.all(Handshake.PROTOCOL);
    if (spoken.size() > 1 || !protocols.containsAll(spoken)) {
      throw refused("it speaks what it was not asked for: " + spoken);
    }
    try {
      Deflate deflate = Deflate.agreed(headers.all(Handshake.EXTENSIONS), policy);
      return new Terms(false, limits, spoken.isEmpty() ? null : spoken.getFirst(), deflate, policy);
    } catch (Violation bad) {
      throw refused(String.valueOf(bad.getMessage()));
    }
  }

  private IOException refused(String why) {
    return new IOException("no WebSocket with " + url() + ": " + why);
  }

  /// As it was given.
  private String url() {
    return "ws" + request.url().toString().substring("http".length());
  }
}
