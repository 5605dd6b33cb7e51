package io.weightless.simulation;

import io.weightless.reactor.Work;
import io.weightless.shard.Cores;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The cores of a simulated host: its shards are reactors of the simulation, in its one thread.
///
/// @param host whose shards they are; they crash with it
record HostCores(Host host) implements Cores {
  /// Enough for them to disturb each other.
  private static final int COUNT = 3;

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public void start(String name, Work<?> life, Consumer<@Nullable Throwable> ended) {
    host.startShard(name, life, ended);
  }
}
