package io.weightless.check.story;

import io.weightless.http.Method;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketClient;
import io.weightless.http.websocket.WebSocketLimits;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tab of a browser, driven by its developers' tools: over a WebSocket of ours.
final class Tab implements AutoCloseable {
  private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");
  private static final int MOST = 16 << 20;

  private final WebSocket socket;
  private int number;

  private Tab(WebSocket socket) {
    this.socket = socket;
  }

  /// Opens one.
  ///
  /// @param tools of the browser, as `http://127.0.0.1:9222`
  static Tab open(HttpClient client, String tools, String page) throws IOException {
    ClientRequest create = ClientRequest.of(Method.PUT, tools + "/json/new?about:blank");
    try (ClientResponse answer = client.send(create)) {
      String url = found(SOCKET, answer.text(MOST));
      WebSocketLimits limits = WebSocketLimits.DEFAULT.messages(MOST);
      Tab tab = new Tab(WebSocketClient.to(url).within(limits).connect(client));
      tab.call("Page.navigate", "{\"url\": \"" + page + "\"}");
      return tab;
    }
  }

  /// Runs a script in the page, and waits for what it promises: a text.
  String run(String script) throws IOException {
    String quoted = script.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    return found(
        VALUE,
        call(
            "Runtime.evaluate",
            "{\"expression\": \""
                + quoted
                + "\", \"awaitPromise\": true, \"returnByValue\": true}"));
  }

  /// Waits until a script's condition holds.
  void await(String condition) throws IOException {
    run(
        "new Promise(done => { const look = () => ("
            + condition
            + ") ? done('true') : setTimeout(look, 10); look(); })");
  }

  /// The page as one sees it, as PNG.
  byte[] picture() throws IOException {
    return Base64.getDecoder().decode(found(DATA, call("Page.captureScreenshot", "{}")));
  }

  private String call(String method, String parameters) throws IOException {
    number++;
    socket.send(
        "{\"id\": " + number + ", \"method\": \"" + method + "\", \"params\": " + parameters + "}");
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      if (next.text().startsWith("{\"id\":" + number + ",")) {
        return next.text();
      }
    }
    throw new IOException("the browser has closed: " + socket.closeReason());
  }

  private static String found(Pattern pattern, String answer) throws IOException {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IOException("not expected of a browser: " + answer);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    socket.close();
  }
}
