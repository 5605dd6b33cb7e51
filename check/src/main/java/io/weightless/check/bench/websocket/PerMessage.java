package io.weightless.check.bench.websocket;

import io.weightless.check.bench.harness.Allocations;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.ProcessorTime;
import io.weightless.check.bench.harness.Sample;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a message that a client gets costs the server; the handshakes are not counted.
final class PerMessage implements Subject {
  private static final Metric CPU = Metric.cost("cpu", "us/msg");
  private static final Metric USER = Metric.cost("user", "us/msg");
  private static final Metric ALLOCATED = Metric.cost("allocated", "B/msg");
  private static final Metric RATE = Metric.throughput("rate", "msg/s");
  private static final int WARM_UPS = 3;

  /// The clients are new in each round, and slow at first.
  private static final int LEAD = 4;

  private final Server server;
  private final Talk talk;
  private final int clients;
  private final Children children;

  /// Null before the warm-up, and for a server that has no Java heap.
  private @Nullable Allocations heap;

  PerMessage(Server server, Talk talk, int clients, Children children) {
    this.server = server;
    this.talk = talk;
    this.clients = clients;
    this.children = children;
  }

  @Override
  public String name() {
    return server.name();
  }

  /// On a busy machine it takes longer until the compilers have had their time.
  @Override
  public void warmUp(Settings settings) throws IOException {
    long enough = settings.warmUp().toMillis() * 1000;
    ProcessorTime before = server.processorTime();
    try (Crowd crowd = gather()) {
      for (int i = 0;
          i < WARM_UPS && server.processorTime().minus(before).totalMicros() < enough;
          i++) {
        crowd.talk(settings.warmUp());
      }
    }
    try {
      heap = Allocations.of(server.process().pid());
    } catch (IOException _) {
      heap = null;
    }
  }

  @Override
  public Sample measure(Settings settings) throws IOException {
    try (Crowd crowd = gather()) {
      crowd.talk(settings.window().dividedBy(LEAD));
      Allocations open = heap;
      long allocated = open == null ? 0 : open.bytes();
      ProcessorTime before = server.processorTime();
      Crowd.Came came = crowd.talk(settings.window());
      ProcessorTime used = server.processorTime().minus(before);
      double messages = came.messages();
      Sample sample =
          Sample.of(CPU, used.totalMicros() / messages)
              .and(USER, used.userMicros() / messages)
              .and(RATE, came.perSecond());
      return open == null ? sample : sample.and(ALLOCATED, (open.bytes() - allocated) / messages);
    }
  }

  private Crowd gather() throws IOException {
    return Crowd.gather(server, talk, clients, children);
  }
}
