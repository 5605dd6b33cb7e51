package io.weightless.check.story;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// nginx as a reverse proxy with connections that stay, at two ports: one where it takes in the
/// whole body of a request before it passes it on, and one where it does not. As little as possible
/// is stopped by it.
///
/// It is one process, so that ending it ends all of it.
final class Proxy implements AutoCloseable {
  private static final String CONFIGURATION = // with PLACEHOLDERS
      """
      daemon off;
      master_process off;
      pid WORK/nginx.pid;
      error_log WORK/error.log;
      events { worker_connections 256; }
      http {
        log_format story '$remote_port $status $upstream_http_date/$upstream_status '
                         '"$request_method $request_uri"';
        access_log WORK/access.log story;
        client_body_temp_path WORK/body;
        proxy_temp_path WORK/proxy;
        fastcgi_temp_path WORK/fastcgi;
        uwsgi_temp_path WORK/uwsgi;
        scgi_temp_path WORK/scgi;
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
          listen 127.0.0.1:WHOLE;
          location / { proxy_pass http://server; proxy_request_buffering on; }
        }
        server {
          listen 127.0.0.1:PARTS;
          location / { proxy_pass http://server; proxy_request_buffering off; }
        }
      }
      """;

  final int wholePort;
  final int partsPort;

  /// A line for each request: the client's port, the status, when and how the server answered, and
  /// the request.
  final Tail log;

  private final Program program;

  private Proxy(Path work, int server) throws IOException {
    try (ServerSocket whole = anyPort();
        ServerSocket parts = anyPort()) {
      wholePort = whole.getLocalPort();
      partsPort = parts.getLocalPort();
    }
    Path file = work.resolve("nginx.conf");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("WORK", work.toString())
            .replace("SERVER", Integer.toString(server))
            .replace("WHOLE", Integer.toString(wholePort))
            .replace("PARTS", Integer.toString(partsPort)));
    String log = work.resolve("error.log").toString();
    program = Program.start("nginx", "-p", work.toString(), "-c", file.toString(), "-e", log);
    awaitListening();
    this.log = new Tail(work.resolve("access.log"));
  }

  /// In front of the server at this port.
  static Proxy inFrontOf(int server, Path work) throws IOException {
    return new Proxy(work, server);
  }

  private static ServerSocket anyPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private void awaitListening() {
    while (program.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), partsPort)) {
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    throw new AssertionError("nginx does not listen: " + program);
  }

  @Override
  public void close() {
    program.close();
  }
}
