package io.weightless.check.story;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// nginx with a configuration of a story's own. It is one process, so that ending it ends all of
/// it.
final class Nginx implements AutoCloseable {
  private static final String CONFIGURATION = // with PLACEHOLDERS
      """
      daemon off;
      master_process off;
      pid WORK/nginx.pid;
      error_log WORK/error.log;
      events { worker_connections 256; }
      http {
        client_body_temp_path WORK/body;
        proxy_temp_path WORK/proxy;
        fastcgi_temp_path WORK/fastcgi;
        uwsgi_temp_path WORK/uwsgi;
        scgi_temp_path WORK/scgi;
        HTTP
        access_log WORK/access.log story;
      }
      """;

  /// A line for each request, in the format `story` of the configuration.
  final Tail log;

  private final List<Integer> ports;
  private final Program program;

  private Nginx(Path work, String http, List<Integer> ports) throws IOException {
    this.ports = ports;
    String configuration = CONFIGURATION.replace("HTTP", http).replace("WORK", work.toString());
    for (int i = 0; i < ports.size(); i++) {
      configuration = configuration.replace("PORT" + i, ports.get(i).toString());
    }
    Path file = work.resolve("nginx.conf");
    Files.writeString(file, configuration);
    String errors = work.resolve("error.log").toString();
    program = Program.start("nginx", "-p", work.toString(), "-c", file.toString(), "-e", errors);
    awaitListening();
    log = new Tail(work.resolve("access.log"));
  }

  /// Starts it, and waits until it listens.
  ///
  /// @param count of its ports, which stand in the configuration as `PORT0`, `PORT1` and so on
  /// @param http what is in the block `http` of the configuration, with a `log_format story`;
  ///   `WORK` stands for the directory
  static Nginx start(Path work, int count, String http) throws IOException {
    List<ServerSocket> free = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        free.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
    } finally {
      for (ServerSocket one : free) {
        one.close();
      }
    }
    return new Nginx(work, http, free.stream().map(ServerSocket::getLocalPort).toList());
  }

  int port(int index) {
    return ports.get(index);
  }

  String url(int index, String path) {
    return "http://127.0.0.1:" + port(index) + path;
  }

  private void awaitListening() {
    while (program.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), ports.getLast())) {
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(5_000_000); // it is another process: nothing here could wake us
      }
    }
    try (program) {
      throw new AssertionError("nginx does not listen: " + program);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
