package io.weightless.shard;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A platform thread for each reactor. It takes over nothing from the one that starts it.
final class Threads implements Cores {
  @Override
  public int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void start(String name, Work<?> life, Consumer<@Nullable Throwable> ended) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .inheritInheritableThreadLocals(false)
        .start(() -> ended.accept(failureOf(life)));
  }

  private static @Nullable Throwable failureOf(Work<?> life) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(life);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }
}
