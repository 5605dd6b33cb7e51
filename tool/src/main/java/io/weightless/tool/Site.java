package io.weightless.tool;

import com.sun.management.UnixOperatingSystemMXBean;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.HttpsRedirect;
import io.weightless.http.Limits;
import io.weightless.http.StaticFiles;
import io.weightless.http.demo.Demo;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.tls.Tls;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A directory that workers serve, on one port: each has its own server with its own files, log and
/// share of the connections. The worker that begins first picks the port. With encryption there may
/// be another port, from which clients are led to the first.
final class Site implements Life.Beginning {
  /// What is served.
  ///
  /// @param demo whether [Demo] is, too
  /// @param log whether responses are logged
  record Content(Path directory, boolean demo, boolean log) {}

  /// Where, and by which backend.
  ///
  /// @param redirects from where clients are led here; null for nowhere
  record Place(Address address, @Nullable Address redirects, String backend) {}

  /// For refusals and the JVM.
  static final int OTHER_DESCRIPTORS = 96;

  private static final int EIGHTHS = 8;

  private final Content content;
  private final Address wanted;
  private final @Nullable Encryption encryption;
  private final int workers;

  /// Where the first worker listens. Written by it alone before the others begin, and read by all
  /// that begin later.
  private volatile @Nullable Place place;

  /// @param encryption null for plain HTTP
  Site(Content content, Address wanted, @Nullable Encryption encryption, int workers) {
    this.content = content;
    this.wanted = wanted;
    this.encryption = encryption;
    this.workers = workers;
  }

  /// For when the first worker has begun.
  Place place() {
    Place known = place;
    if (known == null) {
      throw new IllegalStateException("nobody serves yet");
    }
    return known;
  }

  /// @throws UnsupportedOperationException when this system can't share a port
  @Override
  public Life begin(Scope scope) throws IOException {
    Reactor reactor = Reactor.current();
    Handler files = StaticFiles.below(content.directory());
    Handler handler = content.demo() ? new Demo(files) : files;
    AccessLog log = content.log() ? new AccessLines(reactor) : AccessLog.NONE;
    Place known = place;
    Listener listener = listen(wanted, known == null ? null : known.address());
    Listener secure = encryption == null ? listener : Tls.listen(listener, encryption.server());
    Address redirectFrom = encryption == null ? null : encryption.redirectFrom();
    Limits limits = share(redirectFrom == null ? EIGHTHS : EIGHTHS - 1);
    HttpServer server = HttpServer.listen(scope, secure, handler, limits, log);
    HttpServer redirects =
        redirectFrom == null ? null : redirects(scope, redirectFrom, server.address().port(), log);
    if (known == null) {
      Address from = redirects == null ? null : redirects.address();
      place = new Place(server.address(), from, reactor.backendName());
    }
    return new Serving(server, redirects);
  }

  private HttpServer redirects(Scope scope, Address wanted, int port, AccessLog log)
      throws IOException {
    Place known = place;
    Listener listener = listen(wanted, known == null ? null : known.redirects());
    return HttpServer.listen(scope, listener, new HttpsRedirect(port), share(1), log);
  }

  /// One worker shares its port with nobody, so that a second server there is refused.
  ///
  /// @param known where the first worker listens; null for who is the first
  private Listener listen(Address wanted, @Nullable Address known) throws IOException {
    Network network = Reactor.current().service(Network.class);
    if (workers == 1) {
      return network.listen(known == null ? wanted : known);
    }
    return known == null ? network.listenShared(wanted) : network.listenBeside(known);
  }

  /// Those who are led on get an eighth of what there is.
  private Limits share(int eighths) {
    long memory = Runtime.getRuntime().maxMemory();
    return limits(workers, descriptors() * eighths / EIGHTHS, memory / EIGHTHS * eighths);
  }

  /// What one of so many workers may have of what a whole server may. Each connection may have a
  /// file open, too; with no descriptor left, nobody could even be told, nor a class loaded.
  static Limits limits(int workers, long descriptors, long memory) {
    Limits.Connections whole = Limits.DEFAULT.connections();
    long served = Math.max(1, (descriptors - OTHER_DESCRIPTORS) / 2);
    int total = (int) Math.min(whole.total(), served);
    return Limits.DEFAULT.with(
        new Limits.Connections(
            Math.ceilDiv(total, workers),
            Math.ceilDiv(Math.min(whole.perAddress(), total), workers),
            Math.ceilDiv(Math.min(whole.bufferedBytes(), memory / 4), workers)));
  }

  /// How many this process may have open; very many, where nobody says.
  static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }

  private record Serving(HttpServer server, @Nullable HttpServer redirects) implements Life {
    @Override
    public int connections() {
      return server.connections() + (redirects == null ? 0 : redirects.connections());
    }

    @Override
    public boolean drain(Duration grace) {
      if (redirects == null) {
        return server.drain(grace);
      }
      return Scope.run(scope -> {
        Task<Boolean> other = scope.start("drain the redirects", () -> redirects.drain(grace));
        boolean isDrained = server.drain(grace);
        return other.await() && isDrained;
      });
    }
  }
}
