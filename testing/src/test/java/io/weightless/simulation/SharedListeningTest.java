package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SharedListeningTest {
  private static final int CLIENTS = 64; // all to one of two would be a chance of 2 in 2^64

  @AutoClose private final Scene scene = new Scene();

  @Test
  void twoListenOnOnePortAndShareTheConnections() throws IOException {
    AtomicInteger atFirst = new AtomicInteger();
    AtomicInteger atSecond = new AtomicInteger();
    scene.run(scope -> {
      Listener first = scene.far().listenShared(Scene.ANY_PORT);
      Listener second = scene.far().listenBeside(first.address());
      assertThat(second.address()).isEqualTo(first.address());
      List<Task<?>> acceptors =
          List.of(
              scope.start("first", () -> acceptAll(first, atFirst)),
              scope.start("second", () -> acceptAll(second, atSecond)));
      connectAll(first.address());
      acceptors.forEach(acceptor -> acceptor.cancel("all have come"));
      first.close();
      second.close();
    });

    assertThat(atFirst.get()).isBetween(1, CLIENTS - 1);
    assertThat(atFirst.get() + atSecond.get()).isEqualTo(CLIENTS);
  }

  @Test
  void afterOneHasClosedTheOtherGetsAll() throws IOException {
    AtomicInteger atSecond = new AtomicInteger();
    scene.run(scope -> {
      Listener first = scene.far().listenShared(Scene.ANY_PORT);
      Listener second = scene.far().listenBeside(first.address());
      first.close();
      Task<?> acceptor = scope.start("second", () -> acceptAll(second, atSecond));
      connectAll(second.address());
      acceptor.cancel("all have come");
      second.close();
    });

    assertThat(atSecond.get()).isEqualTo(CLIENTS);
  }

  private void connectAll(Address address) throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      scene.near().connect(address).close();
    }
  }

  private static void acceptAll(Listener listener, AtomicInteger count) throws IOException {
    while (true) {
      Stream stream = listener.accept();
      stream.close();
      count.incrementAndGet();
    }
  }

  @Test
  void sharingFindsOneWhoDoesNotShare() throws IOException {
    scene.run(_ -> {
      try (Listener taken = scene.far().listen(Scene.ANY_PORT)) {
        assertRefused(() -> scene.far().listenShared(taken.address()), taken.address());
        assertRefused(() -> scene.far().listenBeside(taken.address()), taken.address());
      }
    });
  }

  @Test
  void sharingFindsOneWhoSharesAlready() throws IOException {
    scene.run(_ -> {
      try (Listener taken = scene.far().listenShared(Scene.ANY_PORT)) {
        assertRefused(() -> scene.far().listenShared(taken.address()), taken.address());
      }
    });
  }

  @Test
  void oneWhoDoesNotShareFindsThoseWhoDo() throws IOException {
    scene.run(_ -> {
      try (Listener taken = scene.far().listenShared(Scene.ANY_PORT)) {
        assertRefused(() -> scene.far().listen(taken.address()), taken.address());
      }
    });
  }

  @Test
  void aSharedPortIsFreeAgainAfterTheLastClose() throws IOException {
    scene.run(_ -> {
      Listener first = scene.far().listenShared(Scene.ANY_PORT);
      Listener second = scene.far().listenBeside(first.address());
      first.close();
      assertRefused(() -> scene.far().listenShared(first.address()), first.address());
      second.close();

      scene.far().listenShared(first.address()).close();
      scene.far().listenBeside(first.address()).close();
      scene.far().listen(first.address()).close();
    });
  }

  private interface Listening {
    void listen() throws IOException;
  }

  private static void assertRefused(Listening listening, Address taken) {
    assertThatThrownBy(listening::listen)
        .isInstanceOf(IOException.class)
        .hasMessage("listen on " + taken + ": Address already in use");
  }
}
