package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.internal.linux.Event;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Option;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sockets as another program would have left them open: duplicates, which are not closed when a
/// program is started.
@EachLinuxBackend
final class InheritedSocketTest {
  private static final int DUPLICATE = 0;

  /// The least number of the next duplicate: a number is taken over once in a process.
  private static int next = 300;

  @AutoClose private final World world;
  @AutoClose private final Libc libc = new Libc();

  /// Of whoever made it, who keeps it.
  @AutoClose private final ServerSocket original;

  private int descriptor = -1;

  InheritedSocketTest(String backend) throws IOException {
    world = new World(backend);
    original = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  private Address duplicate(int other) throws IOException {
    descriptor = Libc.check(libc.control(other, DUPLICATE, next++));
    return Address.parse("fd:" + descriptor);
  }

  private Address inherited() throws IOException {
    return duplicate(Descriptors.find(libc, original.getLocalPort(), null));
  }

  /// For those tests in which nobody takes it over.
  @AfterEach
  void closeDuplicate() throws IOException {
    if (descriptor >= 0) {
      libc.close(descriptor);
    }
  }

  private Listener listen(Address inherited) throws IOException {
    Listener listener = world.network().listen(inherited);
    descriptor = -1;
    return listener;
  }

  private Socket client() throws IOException {
    return new Socket(original.getInetAddress(), original.getLocalPort());
  }

  private void serve(Listener listener, Socket client) throws IOException {
    client.getOutputStream().write('x');
    try (Stream accepted = listener.accept()) {
      assertThat(accepted.remote().port()).isEqualTo(client.getLocalPort());
      assertThat(readText(accepted)).isEqualTo("x");
      accepted.write(bytes("y"));
    }
    assertThat(client.getInputStream().read()).isEqualTo('y');
  }

  @Test
  void whoConnectedBeforeAndWhoConnectsAfterItWasTakenOverGetThrough() throws IOException {
    try (Socket first = client();
        Socket second = client()) {
      world.run(_ -> {
        try (Listener listener = listen(inherited());
            Socket third = client()) {
          assertThat(listener.address())
              .isEqualTo(new Address("127.0.0.1", original.getLocalPort()));
          serve(listener, first);
          serve(listener, second);
          serve(listener, third);
        }
      });
    }
  }

  @Test
  void allThatItAcceptsHasTheOptionsOfTheAddress() throws IOException {
    try (Socket first = client()) {
      world.run(_ -> {
        try (Listener listener = listen(Address.parse(inherited() + "?keepalive=33s"));
            Stream accepted = listener.accept()) {
          assertThat(accepted.remote().port()).isEqualTo(first.getLocalPort());
          assertThat(Descriptors.option(accepted, Option.NO_DELAY)).isOne();
          assertThat(Descriptors.option(accepted, Option.KEEP_IDLE)).isEqualTo(33);
        }
      });
    }
  }

  @Test
  void toCloseItLeavesItListeningForWhoHasItToo() throws IOException {
    world.run(_ -> {
      Listener listener = listen(inherited());
      try (Socket client = client()) {
        serve(listener, client);
      }
      listener.close();
    });

    try (Socket client = client();
        Socket accepted = original.accept()) {
      assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
    }
  }

  @Test
  void whoWaitsWhenItIsClosedIsLeftForWhoHasItToo() throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(client());
    }
    world.run(scope -> {
      Listener listener = listen(inherited());
      scope.start("first", () -> serve(listener, clients.get(0)));
      scope.start("second", () -> serve(listener, clients.get(1)));
      Task.sleep(Duration.ofSeconds(1)); // virtual: until all wait
      listener.close();
    });

    for (Socket client : clients.subList(2, 8)) {
      try (Socket accepted = original.accept()) {
        assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
      }
    }
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void itIsTakenOverOnceOnly() throws IOException {
    world.run(_ -> {
      Address inherited = inherited();
      try (Listener _ = listen(inherited)) {
        assertRefused(inherited, "was taken already");
      }
      int number = Integer.parseInt(inherited.host());
      int other = Descriptors.find(libc, original.getLocalPort(), null);
      descriptor = Libc.check(libc.control(other, DUPLICATE, number));
      assertThat(descriptor).as("the number is used again").isEqualTo(number);
      assertRefused(inherited, "was taken already");
    });
  }

  @Test
  void oneThatThisProcessOpenedIsNotTakenFromItsOwner() throws IOException {
    world.run(_ -> {
      try (Listener own = world.network().listen(World.ANY_PORT)) {
        int number = Descriptors.find(libc, own.address().port(), null);
        assertRefused(
            Address.parse("fd:" + number), "is in use by this process, or was not inherited");
      }
    });
  }

  @Test
  void whatDoesNotListenForTcpIsRefused() throws IOException {
    Event event = new Event(libc);
    int idle = libc.tcp.socket(new InetSocketAddress("127.0.0.1", 0));
    try (DatagramSocket datagrams = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      assertRefusedDuplicate(event.descriptor(), "is not a socket");
      assertRefusedDuplicate(
          Descriptors.find(libc, datagrams.getLocalPort(), null),
          "is no socket of TCP, nor a Unix socket of streams");
      assertRefusedDuplicate(idle, "does not listen");
    } finally {
      event.close();
      libc.close(idle);
    }
  }

  private void assertRefusedDuplicate(int other, String reason) throws IOException {
    Address inherited = duplicate(other);
    world.run(_ -> assertRefused(inherited, reason));
    libc.close(descriptor);
    descriptor = -1;
  }

  private void assertRefused(Address inherited, String reason) {
    assertThatThrownBy(() -> world.network().listen(inherited))
        .isInstanceOf(NetworkException.class)
        .hasMessage("listen on %s: descriptor %s %s", inherited, inherited.host(), reason);
  }

  @Test
  void aUnixSocketIsTakenOverAndItsFileIsLeftToWhoMadeIt(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress place = UnixDomainSocketAddress.of(folder.resolve("app.sock"));
    int made = libc.tcp.socket(place);
    Libc.check(libc.tcp.bind(made, place));
    Libc.check(libc.tcp.listen(made, 5));
    Address inherited = duplicate(made);
    world.run(_ -> {
      try (Listener listener = listen(inherited);
          Stream client = world.network().connect(listener.address());
          Stream accepted = listener.accept()) {
        assertThat(listener.address()).hasToString("unix:" + place);
        client.write(bytes("x"));
        assertThat(readText(accepted)).isEqualTo("x");
      }
    });
    libc.close(made);
    assertThat(place.getPath()).exists();
  }

  @Test
  void itIsToListenOnOnly() throws IOException {
    Address inherited = inherited();
    world.run(_ ->
        assertThatThrownBy(() -> world.network().connect(inherited))
            .hasMessage("connect %s: it is to listen on only", inherited));
  }
}
