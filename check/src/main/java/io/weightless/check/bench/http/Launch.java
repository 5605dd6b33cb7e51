package io.weightless.check.bench.http;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How each server is started.
record Launch(String name, Way way) {

  /// Starts it, or says in the exception why it can't be had here.
  interface Way {
    Server start(String name, Children children) throws IOException, InterruptedException;
  }

  Server start(Children children) throws IOException, InterruptedException {
    return way.start(name, children);
  }

  /// Ours first.
  static List<Launch> all(Site site) {
    String files = site.files().toString();
    return List.of(
        new Launch(Subject.OURS, (name, children) -> ours(name, children, files)),
        new Launch("nginx", (_, children) -> nginx(site, children)),
        forked("netty-uring", NETTY_FLAGS, NettyServer.class, List.of("uring", files)),
        forked("netty-epoll", NETTY_FLAGS, NettyServer.class, List.of("epoll", files)),
        forked("jdk-httpserver", JDK_FLAGS, JdkServer.class, List.of(files)));
  }

  // as Netty's users run it for speed: no sampling of leaks, no checks of each access
  private static final List<String> NETTY_FLAGS =
      List.of(
          "-Dio.netty.leakDetection.level=disabled",
          "-Dio.netty.buffer.checkAccessible=false",
          "-Dio.netty.buffer.checkBounds=false");

  // its defaults wait 40 ms per answer (Nagle) and close all but 200 idle connections
  private static final List<String> JDK_FLAGS =
      List.of(
          "-Dsun.net.httpserver.nodelay=true",
          "-Dsun.net.httpserver.maxIdleConnections=100000",
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Djdk.virtualThreadScheduler.maxPoolSize=1");

  /// As any user starts it; `weightless.home` is where the repository is, if not here.
  private static Server ours(String name, Children children, String files)
      throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("weightless.home", "."), "weightless");
    if (!Files.isExecutable(script)) {
      throw new IOException("no ./weightless here");
    }
    var command =
        new ProcessBuilder(script.toString(), "serve", files, "--demo", "--port", "0", "--quiet");
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Server.awaitReady(name, children.start(command));
  }

  private static Server nginx(Site site, Children children)
      throws IOException, InterruptedException {
    if (!Programs.isInstalled("nginx")) {
      throw new IOException("it is not installed");
    }
    return Nginx.start(site, children);
  }

  private static Launch forked(
      String name, List<String> flags, Class<?> main, List<String> arguments) {
    return new Launch(
        name,
        (_, children) ->
            Server.awaitReady(name, children.start(Fork.command(flags, main, arguments))));
  }
}
