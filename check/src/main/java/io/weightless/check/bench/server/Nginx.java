package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// nginx with one worker, no log, `sendfile`, and no limit on the requests of a connection; its
/// defaults for TLS, which are tickets and records of 16 KiB.
final class Nginx {
  private static final int TRIES = 250;
  private static final int PAUSE_MILLIS = 20;

  private static final String CONFIGURATION = // with PLACEHOLDERS
      """
      daemon off;
      worker_processes 1;
      USER
      pid WORK/nginx.pid;
      error_log WORK/error.log;
      events { worker_connections 16384; }
      http {
        access_log off;
        server_tokens off;
        sendfile on;
        keepalive_requests 1000000000;
        keepalive_timeout 300s;
        client_body_temp_path WORK/body;
        proxy_temp_path WORK/proxy;
        fastcgi_temp_path WORK/fastcgi;
        uwsgi_temp_path WORK/uwsgi;
        scgi_temp_path WORK/scgi;
        types { text/plain txt; }
        server {
          listen 127.0.0.1:PORT backlog=4096PROTOCOL;
          CREDENTIALS
          root FILES;
          location = TEXT_PATH { default_type text/plain; return 200 'TEXT'; }
        }
      }
      """;

  private Nginx() {}

  /// @param shown over TLS; empty for plain HTTP
  static Server start(Site site, Optional<Credentials> shown, Children children)
      throws IOException, InterruptedException {
    int port = freePort();
    Path file = site.work().resolve("nginx.conf");
    Files.writeString(file, configuration(site, shown, port));
    Path log = site.work().resolve("error.log");
    Process process =
        children.start(
            List.of("nginx", "-p", site.work().toString(), "-c", file.toString(), "-e", "" + log));
    process.getInputStream().close();
    awaitListening(process, port, log);
    String scheme = shown.isPresent() ? "https" : "http";
    return new Server("nginx", process, URI.create(scheme + "://127.0.0.1:" + port));
  }

  private static String configuration(Site site, Optional<Credentials> shown, int port) {
    // a worker of root's nginx would be nobody, who may not read a temporary directory
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    return CONFIGURATION
        .replace("USER", user)
        .replace("PROTOCOL", shown.isPresent() ? " ssl" : "")
        .replace("CREDENTIALS", shown.map(Nginx::directives).orElse(""))
        .replace("PORT", Integer.toString(port))
        .replace("TEXT_PATH", Site.PLAINTEXT_PATH)
        .replace("TEXT", Site.PLAINTEXT)
        .replace("WORK", site.work().toString())
        .replace("FILES", site.files().toString());
  }

  private static String directives(Credentials shown) {
    return "ssl_protocols TLSv1.3; ssl_certificate %s; ssl_certificate_key %s;"
        .formatted(shown.chain(), shown.key());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process process, int port, Path log)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    Children.end(process);
    throw new IOException("nginx does not listen: " + Files.readString(log).strip());
  }
}
