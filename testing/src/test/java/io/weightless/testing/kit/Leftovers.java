package io.weightless.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.NetBackend;
import io.weightless.reactor.Reactor;
import io.weightless.simulation.MemoryFiles;
import io.weightless.simulation.MemoryNetwork;

/// What the tests of one reactor have left open on it.
final class Leftovers {
  private final Runnable check;

  Leftovers(NetBackend backend) {
    check =
        () -> {
          assertThat(backend.shared().resources.closeAll()).as("left open").isEmpty();
          assertThat(backend.shared().pool.lent()).as("buffers not given back").isZero();
        };
  }

  Leftovers(MemoryNetwork memory, MemoryFiles files) {
    check =
        () -> {
          assertThat(memory.open()).as("left open").isEmpty();
          assertThat(files.open()).as("left open").isEmpty();
        };
  }

  static void check(Reactor reactor) {
    reactor.service(Leftovers.class).check.run();
  }
}
