package io.weightless.check.story;

import java.io.IOException;
import java.nio.file.Path;

/// nginx as a reverse proxy with connections that stay, at two ports: one where it takes in the
/// whole body of a request before it passes it on, and one where it does not. As little as possible
/// is stopped by it.
final class Proxy implements AutoCloseable {
  private static final String CONFIGURATION = // with PLACEHOLDERS
      """
      log_format story '$remote_port $status $upstream_http_date/$upstream_status '
                       '"$request_method $request_uri"';
      ignore_invalid_headers off;
      underscores_in_headers on;
      merge_slashes off;
      upstream server { server 127.0.0.1:SERVER; keepalive 8; }
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_next_upstream off;
      proxy_ignore_client_abort on;
      lingering_timeout 100ms;
      server {
        listen 127.0.0.1:PORT0;
        location / { proxy_pass http://server; proxy_request_buffering on; }
      }
      server {
        listen 127.0.0.1:PORT1;
        location / { proxy_pass http://server; proxy_request_buffering off; }
      }
      """;

  final int wholePort;
  final int partsPort;

  /// A line for each request: the client's port, the status, when and how the server answered, and
  /// the request.
  final Tail log;

  private final Nginx nginx;

  private Proxy(Nginx nginx) {
    this.nginx = nginx;
    wholePort = nginx.port(0);
    partsPort = nginx.port(1);
    log = nginx.log;
  }

  /// In front of the server at this port.
  static Proxy inFrontOf(int server, Path work) throws IOException {
    String configuration = CONFIGURATION.replace("SERVER", Integer.toString(server));
    return new Proxy(Nginx.start(work, 2, configuration));
  }

  @Override
  public void close() {
    nginx.close();
  }
}
