package io.weightless.shard;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the reactors of shards come from, and what runs them. Whoever has another world attaches
/// one to its reactors: see [Reactor#attach]. Elsewhere it is [#THREADS].
public interface Cores {
  /// A platform thread for each, and a reactor of the best backend.
  Cores THREADS = new Threads();

  /// Those of the calling task's world.
  static Cores here() {
    try {
      return Reactor.current().service(Cores.class);
    } catch (IllegalStateException none) { // no reactor, or one that has none
      return THREADS;
    }
  }

  /// How many there are: so many shards are made when nobody says how many.
  int count();

  /// Opens a reactor, runs `life` on it as a task, and closes it when that has ended; then says so.
  ///
  /// - **Waits**: never: what it starts runs beside the caller.
  ///
  /// @param ended to be called once, on any thread, with what `life` or the reactor failed with
  void start(String name, Work<?> life, Consumer<@Nullable Throwable> ended);
}
