package io.weightless.http.websocket;

import io.weightless.http.Status;
import java.io.IOException;

/// A server does not open a [WebSocket], and says so by a response of HTTP.
public final class WebSocketRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  WebSocketRefused(String url, Status status) {
    super(url + " opens no WebSocket: " + status);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
