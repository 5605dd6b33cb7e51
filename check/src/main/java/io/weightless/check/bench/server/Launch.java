package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.Programs;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How each server is started.
public record Launch(String name, Way way) {

  /// As Netty's users run it for speed: no sampling of leaks, no checks of each access.
  public static final List<String> NETTY_FLAGS =
      List.of(
          "-Dio.netty.leakDetection.level=disabled",
          "-Dio.netty.buffer.checkAccessible=false",
          "-Dio.netty.buffer.checkBounds=false");

  /// Starts it, or says in the exception why it can't be had here.
  public interface Way {
    Server start(Children children) throws IOException, InterruptedException;
  }

  public Server start(Children children) throws IOException, InterruptedException {
    return way.start(children);
  }

  /// Ours, on the backend that it takes by itself.
  public static Launch ours(Site site) {
    return ours(Subject.OURS, site, List.of());
  }

  /// Ours, on another backend.
  public static Launch ours(Site site, String backend) {
    return ours(Subject.OURS + "-" + backend, site, List.of("--backend", backend));
  }

  /// Ours, without the places where one could look inside.
  public static Launch unwatched(Site site) {
    return ours(Subject.UNWATCHED, site, List.of(), Subject.UNWATCHED_FLAGS);
  }

  public static Launch nginx(Site site) {
    return new Launch("nginx", children -> nginx(site, Optional.empty(), children));
  }

  /// nginx over TLS, as OpenSSL does it.
  public static Launch nginx(Site site, Credentials shown) {
    return new Launch("nginx", children -> nginx(site, Optional.of(shown), children));
  }

  /// Netty on the transport `uring` or `epoll`.
  public static Launch netty(Site site, String transport) {
    List<String> arguments = List.of(transport, site.files().toString());
    return forked("netty-" + transport, NettyServer.class, NETTY_FLAGS, arguments);
  }

  /// Netty over TLS, on the transport `uring`.
  ///
  /// @param provider whose TLS it is: `jdk`, or `openssl`, which is Google's variant of OpenSSL
  public static Launch netty(Site site, String provider, Credentials shown) {
    List<String> arguments =
        List.of(
            "uring",
            site.files().toString(),
            provider,
            shown.chain().toString(),
            shown.key().toString());
    return forked("netty-" + provider, NettyServer.class, NETTY_FLAGS, arguments);
  }

  /// The JDK's own server.
  public static Launch jdk(Site site) {
    List<String> arguments = List.of(site.files().toString());
    return forked("jdk-httpserver", JdkServer.class, JDK_FLAGS, arguments);
  }

  /// A server of the benchmarks; it prints its address when it is ready.
  public static Launch forked(
      String name, Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = Fork.command(flags, main, arguments);
    return new Launch(name, children -> Server.awaitReady(name, children.start(command)));
  }

  // its defaults wait 40 ms per answer (Nagle) and close all but 200 idle connections
  private static final List<String> JDK_FLAGS =
      Stream.concat(
              Entrant.ONE_WORKER.stream(),
              Stream.of(
                  "-Dsun.net.httpserver.nodelay=true",
                  "-Dsun.net.httpserver.maxIdleConnections=100000"))
          .toList();

  /// As any user starts it; `weightless.home` is where the repository is, if not here.
  private static Launch ours(String name, Site site, List<String> options) {
    return ours(name, site, options, List.of());
  }

  private static Launch ours(String name, Site site, List<String> options, List<String> flags) {
    Path script = Path.of(System.getProperty("weightless.home", "."), "weightless");
    List<String> words = new ArrayList<>(List.of(script.toString(), "serve"));
    words.addAll(List.of(site.files().toString(), "--demo", "--port", "0", "--quiet"));
    words.addAll(options);
    return new Launch(name, children -> ours(name, script, words, flags, children));
  }

  private static Server ours(
      String name, Path script, List<String> words, List<String> flags, Children children)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(script)) {
      throw new IOException("no ./weightless here");
    }
    var command = new ProcessBuilder(words);
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (!flags.isEmpty()) {
      command.environment().put("JDK_JAVA_OPTIONS", String.join(" ", flags));
    }
    return Server.awaitReady(name, children.start(command));
  }

  private static Server nginx(Site site, Optional<Credentials> shown, Children children)
      throws IOException, InterruptedException {
    if (!Programs.isInstalled("nginx")) {
      throw new IOException("it is not installed");
    }
    return Nginx.start(site, shown, children);
  }
}
