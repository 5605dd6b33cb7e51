package io.weightless.check.bench.tls;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Launch;
import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Trust;
import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLSocket;

/// How long the first clients of a server wait, which says that it is ready.
record FreshServer(Launch launch, Children children) implements Subject {
  private static final Metric FIRST = Metric.cost("first", "ms");
  private static final Metric SECOND = Metric.cost("second", "ms");

  /// Then the client's own code is compiled.
  private static final int WARM_UPS = 300;

  @Override
  public String name() {
    return launch.name();
  }

  @Override
  public void warmUp(Settings settings) throws IOException, InterruptedException {
    try (Server server = launch.start(children)) {
      for (int i = 0; i < WARM_UPS; i++) {
        var _ = handshakeMillis(server);
      }
    }
  }

  @Override
  public Sample measure(Settings settings) throws IOException, InterruptedException {
    try (Server server = launch.start(children)) {
      return Sample.of(FIRST, handshakeMillis(server)).and(SECOND, handshakeMillis(server));
    }
  }

  private static double handshakeMillis(Server server) throws IOException {
    var sockets = Trust.context().getSocketFactory();
    long start = System.nanoTime();
    try (var socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      ((SSLSocket) socket).startHandshake();
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
