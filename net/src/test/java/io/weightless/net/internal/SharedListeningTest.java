package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class SharedListeningTest {
  private static final int CLIENTS = 64; // all to one of two would be a chance of 2 in 2^64

  @AutoClose private final World world;
  @AutoClose private final World other;

  SharedListeningTest(String backend) throws IOException {
    world = new World(backend);
    other = new World(backend);
  }

  @Test
  void twoReactorsListenOnOnePortAndShareTheConnections() throws IOException {
    Listener first = listenShared(World.ANY_PORT);
    Listener second = listenBeside(first.address());
    List<Socket> clients = connectAll(first.address());

    int atFirst = acceptAll(world, first);
    int atSecond = acceptAll(other, second);

    assertThat(second.address()).isEqualTo(first.address());
    assertThat(atFirst).isBetween(1, CLIENTS - 1);
    assertThat(atFirst + atSecond).isEqualTo(CLIENTS);
    closeAll(clients);
  }

  @Test
  void afterOneHasClosedTheOtherGetsAll() throws IOException {
    Listener first = listenShared(World.ANY_PORT);
    Listener second = listenBeside(first.address());
    world.run(_ -> first.close());
    List<Socket> clients = connectAll(second.address());

    assertThat(acceptAll(other, second)).isEqualTo(CLIENTS);
    closeAll(clients);
  }

  @Test
  void sharingFindsOneWhoDoesNotShare() throws IOException {
    other.run(_ -> {
      try (Listener taken = other.network().listen(World.ANY_PORT)) {
        assertRefused(() -> listenShared(taken.address()), taken.address());
        assertRefused(() -> world.run(_ -> listenHereBeside(taken.address())), taken.address());
      }
    });
  }

  @Test
  void sharingFindsOneWhoSharesAlready() throws IOException {
    other.run(_ -> {
      try (Listener taken = other.network().listenShared(World.ANY_PORT)) {
        assertRefused(() -> listenShared(taken.address()), taken.address());
      }
    });
  }

  @Test
  void oneWhoDoesNotShareFindsThoseWhoDo() throws IOException {
    world.run(_ -> {
      try (Listener taken = world.network().listenShared(World.ANY_PORT)) {
        assertRefused(() -> world.network().listen(taken.address()), taken.address());
      }
    });
  }

  @Test
  void aSharedPortIsFreeAgainAfterTheClose() throws IOException {
    world.run(_ -> {
      Listener first = world.network().listenShared(World.ANY_PORT);
      world.network().connect(first.address()).close();
      first.accept().close();
      first.close();

      world.network().listenShared(first.address()).close();
      world.network().listenBeside(first.address()).close();
      world.network().listen(first.address()).close();
    });
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedInOneLine() throws IOException {
    world.run(_ ->
        assertThatThrownBy(() -> world.network().listenShared(new Address("192.0.2.1", 80)))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("listen on 192.0.2.1:80: Cannot assign requested address"));
  }

  private Listener listenShared(Address address) throws IOException {
    List<Listener> listener = new ArrayList<>();
    world.run(_ -> listener.add(world.network().listenShared(address)));
    return listener.getFirst();
  }

  private Listener listenBeside(Address address) throws IOException {
    List<Listener> listener = new ArrayList<>();
    other.run(_ -> listener.add(other.network().listenBeside(address)));
    return listener.getFirst();
  }

  private void listenHereBeside(Address address) throws IOException {
    world.network().listenBeside(address).close();
  }

  private static List<Socket> connectAll(Address address) throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Socket(address.host(), address.port()));
    }
    return clients;
  }

  private static void closeAll(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  /// Accepts what has come, closes it and the listener, and counts.
  private static int acceptAll(World world, Listener listener) throws IOException {
    int[] count = {0};
    world.run(_ -> {
      try {
        Scope.run(Deadline.after(Duration.ofSeconds(1)), _ -> accept(listener, count));
      } catch (DeadlineExceeded _) {
        listener.close();
      }
    });
    return count[0];
  }

  private static String accept(Listener listener, int[] count) throws IOException {
    while (true) {
      listener.accept().close();
      count[0]++;
    }
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
