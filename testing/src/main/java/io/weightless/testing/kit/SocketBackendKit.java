package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Backend;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a `Backend` promises that has a network, in real time.
public interface SocketBackendKit extends BackendKit {
  Address ANY_PORT = new Address("127.0.0.1", 0);

  private static Reactor open(Backend backend) {
    return Reactor.open(backend, Clock.system(), new SplittableRandom(1));
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private static Pair connect() throws IOException {
    try (Listener listener = network().listen(ANY_PORT)) {
      Stream near = network().connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  private static Pair talked() throws IOException {
    Pair pair = connect();
    for (int i = 0; i < 2; i++) {
      pair.near().write(bytes("hello"));
      readText(pair.far(), 5);
      pair.far().write(bytes("hello"));
      readText(pair.near(), 5);
    }
    return pair;
  }

  @Test
  default void anIdleConnectionWakesNobody() throws IOException {
    CountedBackend counted = new CountedBackend(openBackend());
    try (Reactor reactor = open(counted)) {
      reactor.run(() -> {
        try (Pair _ = talked()) {
          Task.sleep(Duration.ofMillis(1)); // what has begun ends
          int before = counted.polls();
          Task.sleep(Duration.ofMillis(20));

          int looked = counted.polls() - before;
          assertTrue(looked < 5, () -> "looked " + looked + " times");
        }
      });
    }
  }

  @Test
  default void whoWaitsForInputIsNotQuiet() throws IOException {
    Backend backend = openBackend();
    try (Reactor reactor = open(backend)) {
      reactor.run(() ->
          Scope.<String, IOException>run(scope -> {
            try (Pair pair = connect()) {
              Task<String> reader = scope.start("reader", () -> readText(pair.near(), 3));
              Task.sleep(Duration.ofMillis(1));
              assertFalse(backend.isQuiet());
              pair.far().write(bytes("end"));
              return reader.await();
            }
          }));
    }
  }

  private static void stepUntilSeen(Reactor reactor) {
    for (int i = 0; i < 1_000; i++) {
      if (reactor.step()) {
        return;
      }
    }
    throw new AssertionError("nobody has looked at it");
  }

  @Test
  default void inputThatNobodyWaitsForIsLookedAtOnce() throws IOException {
    Backend backend = openBackend();
    try (Reactor reactor = open(backend)) {
      Pair[] kept = new Pair[1];
      reactor.run(() -> {
        kept[0] = talked();
        kept[0].far().write(bytes("for nobody"));
      });
      stepUntilSeen(reactor);
      for (int i = 0; i < 10; i++) {
        assertFalse(reactor.step());
      }
      reactor.run(() -> {
        assertEquals("for nobody", readText(kept[0].near(), 10));
        kept[0].close();
      });
    }
  }
}
