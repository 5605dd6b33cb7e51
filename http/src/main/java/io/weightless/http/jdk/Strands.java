package io.weightless.http.jdk;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Where the caller runs.
final class Strands {
  private Strands() {}

  /// Whether it is a task of that reactor.
  static boolean isTaskOf(Reactor reactor) {
    return Strand.currentOrNull() != null && isOf(reactor);
  }

  /// Whether it runs on that reactor, as a task or otherwise.
  static boolean isOf(Reactor reactor) {
    @Nullable Carrier carrier = Carrier.currentOrNull();
    return carrier != null && carrier.host() == reactor;
  }
}
