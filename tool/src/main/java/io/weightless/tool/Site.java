package io.weightless.tool;

import com.sun.management.UnixOperatingSystemMXBean;
import io.weightless.http.AccessLog;
import io.weightless.http.Demo;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.StaticFiles;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A directory that workers serve, on one port: each has its own server with its own files, log and
/// share of the connections. The worker that begins first picks the port.
final class Site implements Life.Beginning {
  /// What is served.
  ///
  /// @param demo whether [Demo] is, too
  /// @param log whether responses are logged
  record Content(Path directory, boolean demo, boolean log) {}

  /// Where, and by which backend.
  record Place(Address address, String backend) {}

  /// For refusals and the JVM.
  static final int OTHER_DESCRIPTORS = 96;

  private final Content content;
  private final Address wanted;
  private final int workers;

  /// Where the first worker listens. Written by it alone before the others begin, and read by all
  /// that begin later.
  private volatile @Nullable Place place;

  Site(Content content, Address wanted, int workers) {
    this.content = content;
    this.wanted = wanted;
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
    Listener listener = listen(reactor.service(Network.class));
    HttpServer server =
        HttpServer.listen(
            scope,
            listener,
            handler,
            limits(workers, descriptors(), Runtime.getRuntime().maxMemory()),
            log);
    if (place == null) {
      place = new Place(server.address(), reactor.backendName());
    }
    return new Serving(server);
  }

  /// One worker shares its port with nobody, so that a second server there is refused.
  private Listener listen(Network network) throws IOException {
    Place known = place;
    if (workers == 1) {
      return network.listen(known == null ? wanted : known.address());
    }
    return known == null ? network.listenShared(wanted) : network.listenBeside(known.address());
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

  private record Serving(HttpServer server) implements Life {
    @Override
    public int connections() {
      return server.connections();
    }

    @Override
    public boolean drain(Duration grace) {
      return server.drain(grace);
    }
  }
}
