package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A loop that waits, in real time.
@EachBackend
final class WakeupTest {
  private static final int POSTS = 10_000;

  private final NetBackend backend;

  @AutoClose private final Reactor reactor;

  WakeupTest(String name) throws IOException {
    backend = Backends.open(name);
    reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(1));
  }

  @Test
  void noPostOfAnotherThreadIsMissed() throws Exception {
    CompletableFuture<Integer> posted = new CompletableFuture<>();
    reactor.run(() -> {
      Suspension<@Nullable Void> end = new Suspension<>(this);
      Thread.ofPlatform()
          .start(() -> {
            posted.completeAsync(this::postOneAfterTheOther, Runnable::run);
            reactor.post(() -> end.resume(null));
          });
      end.await(() -> true);
    });

    assertThat(posted.join()).isEqualTo(POSTS);
  }

  /// Each when the one before it has run, and the loop may be about to wait.
  private int postOneAfterTheOther() {
    for (int i = 0; i < POSTS; i++) {
      CompletableFuture<@Nullable Void> ran = new CompletableFuture<>();
      reactor.post(() -> ran.complete(null));
      ran.orTimeout(20, TimeUnit.SECONDS).join();
    }
    return POSTS;
  }

  @Test
  void anIdleConnectionWakesNobody() throws IOException {
    reactor.run(() -> {
      Network network = Reactor.current().service(Network.class);
      try (Listener listener = network.listen(World.ANY_PORT);
          Stream near = network.connect(listener.address());
          Stream far = listener.accept()) {
        near.write(bytes("hello"));
        readText(far);
        Task.sleep(Duration.ofMillis(1)); // what has begun ends
        long before = backend.shared().counters.polls;
        Task.sleep(Duration.ofMillis(20));

        assertThat(backend.shared().counters.polls - before).isLessThan(5);
      }
    });
  }
}
