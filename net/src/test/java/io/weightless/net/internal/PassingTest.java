package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.UnixSockets;
import io.weightless.net.internal.World.Pair;
import io.weightless.net.internal.linux.Libc;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Open sockets that go over a Unix socket, here to the same process: what arrives has a descriptor
/// of its own.
@EachLinuxBackend
final class PassingTest {
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;
  private final Address address;

  PassingTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    address = Address.parse("unix:" + folder.resolve("app.sock"));
  }

  private Pair connect() throws IOException {
    try (Listener listener = world.network().listen(address)) {
      Stream near = world.network().connect(address);
      return new Pair(near, listener.accept());
    }
  }

  private static Stream receive(Stream over) throws IOException {
    Stream received = UnixSockets.receive(over, Stream.class);
    assertThat(received).isNotNull();
    return received;
  }

  @Test
  void aStreamThatIsPassedLivesOnWhenItIsClosedHere() throws IOException {
    world.run(_ -> {
      try (Pair over = connect();
          Pair tcp = world.connect()) {
        UnixSockets.pass(over.near(), tcp.far());
        tcp.far().close();

        try (Stream received = receive(over.far())) {
          assertThat(received.remote()).isEqualTo(tcp.near().local());
          received.write(bytes("hello"));
          assertThat(readText(tcp.near())).isEqualTo("hello");
          tcp.near().write(bytes("and goodbye"));
          tcp.near().closeOutput();
          assertThat(readAllText(received)).isEqualTo("and goodbye");
        }
      }
    });
  }

  @Test
  void severalArriveInTheirOrderWhetherSomebodyWaitsForThemOrNot() throws IOException {
    world.run(scope -> {
      try (Pair over = connect();
          Pair first = world.connect();
          Pair second = world.connect()) {
        Task<Stream> waiting = scope.start("waiting", () -> receive(over.far()));
        Task.sleep(UNTIL_ALL_WAIT);
        UnixSockets.pass(over.near(), first.far());
        UnixSockets.pass(over.near(), second.far());
        try (Stream one = waiting.await();
            Stream other = receive(over.far())) {
          assertThat(one.remote()).isEqualTo(first.near().local());
          assertThat(other.remote()).isEqualTo(second.near().local());
        }
      }
    });
  }

  @Test
  void whatIsWrittenMeanwhileTheOtherWayTakesNothingAway() throws IOException {
    world.run(scope -> {
      try (Pair over = connect();
          Pair first = world.connect();
          Pair second = world.connect()) {
        Task<Stream> waiting = scope.start("waiting", () -> receive(over.far()));
        Task.sleep(UNTIL_ALL_WAIT);
        UnixSockets.pass(over.near(), first.far());
        waiting.await().close();
        over.far().write(bytes("thanks"));
        assertThat(readText(over.near())).isEqualTo("thanks");

        UnixSockets.pass(over.near(), second.far());
        Task.sleep(UNTIL_ALL_WAIT);
        receive(over.far()).close();
      }
    });
  }

  @Test
  void onAListenerThatIsPassedBothCanAccept() throws IOException {
    world.run(_ -> {
      try (Pair over = connect();
          Listener listener = world.network().listen(World.ANY_PORT)) {
        UnixSockets.pass(over.near(), listener);
        Listener received = UnixSockets.receive(over.far(), Listener.class);
        assertThat(received).isNotNull();
        assertThat(received.address()).isEqualTo(listener.address());

        accept(received);
        received.close();
        accept(listener);
      }
    });
  }

  private void accept(Listener listener) throws IOException {
    try (Stream near = world.network().connect(listener.address());
        Stream far = listener.accept()) {
      assertThat(far.remote()).isEqualTo(near.local());
    }
  }

  @Test
  void whenItIsClosedHereAListenerGoesOnWhereItWasPassedTo() throws IOException {
    world.run(scope -> {
      try (Pair over = connect()) {
        Listener listener = world.network().listen(World.ANY_PORT);
        Task<@Nullable Throwable> waiting = scope.start("waiting", () -> failureOf(listener));
        Task.sleep(UNTIL_ALL_WAIT);
        UnixSockets.pass(over.near(), listener);
        listener.close();
        assertThat(waiting.await()).isNotNull();

        try (Listener received = UnixSockets.receive(over.far(), Listener.class)) {
          assertThat(received).isNotNull();
          accept(received);
        }
      }
    });
  }

  @Test
  void theFileOfAListenerThatIsPassedStaysForWhoeverHasItThen() throws IOException {
    Address place = Address.parse(address + "-passed");
    world.run(_ -> {
      try (Pair over = connect()) {
        Listener listener = world.network().listen(place);
        UnixSockets.pass(over.near(), listener);
        listener.close();

        try (Listener received = UnixSockets.receive(over.far(), Listener.class)) {
          assertThat(received).isNotNull();
          world.network().connect(place).close();
          received.accept().close();
        }
      }
    });
  }

  private static @Nullable Throwable failureOf(Listener listener) {
    try (Stream _ = listener.accept()) {
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void theEndOfTheInputIsNothing() throws IOException {
    world.run(_ -> {
      try (Pair over = connect()) {
        over.near().closeOutput();
        assertThat(UnixSockets.receive(over.far(), Stream.class)).isNull();
        assertThat(UnixSockets.receive(over.far(), Stream.class)).isNull();
      }
    });
  }

  @Test
  void whatIsNotTakenOrReadAsAByteIsClosed() throws IOException {
    long before = openDescriptors();
    world.run(_ -> {
      try (Pair over = connect();
          Pair first = world.connect();
          Pair second = world.connect()) {
        UnixSockets.pass(over.near(), first.far());
        UnixSockets.pass(over.near(), second.far());
        assertThat(over.far().read().get()).isZero();
      }
    });
    assertThat(openDescriptors()).isEqualTo(before);
  }

  private static long openDescriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(PassingTest::targetOf).filter(target -> target.startsWith("socket:")).count();
    }
  }

  private static String targetOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return ""; // the one that lists them
    }
  }

  @Test
  void whatIsOfAnotherKindIsClosedAndTold() throws IOException {
    world.run(_ -> {
      try (Pair over = connect();
          Pair tcp = world.connect()) {
        UnixSockets.pass(over.near(), tcp.far());
        tcp.far().close();

        assertThatThrownBy(() -> UnixSockets.receive(over.far(), Listener.class))
            .hasMessageStartingWith("no Listener came, but Stream[");
        assertThat(readAllText(tcp.near())).isEmpty();
      }
    });
  }

  @Test
  void aByteWithNothingIsToldInOneLine() throws IOException {
    world.run(_ -> {
      try (Pair over = connect()) {
        over.near().write(bytes("x"));
        assertThatThrownBy(() -> UnixSockets.receive(over.far(), Stream.class))
            .hasMessage("receive from %s: a byte came, and nothing was passed with it", address);
      }
    });
  }

  @Test
  void aSocketForDatagramsIsNoStreamEvenWhenItIsConnected() throws IOException {
    world.run(_ -> {
      try (Libc libc = new Libc();
          DatagramSocket datagrams = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
          Listener listener = world.network().listen(address)) {
        datagrams.connect(datagrams.getLocalSocketAddress());
        Address itself = new Address("127.0.0.1", datagrams.getLocalPort());
        SocketAddress place = UnixDomainSocketAddress.of(address.host());
        int client = libc.tcp.socket(place);
        Libc.check(libc.tcp.connect(client, place));
        try (Stream over = listener.accept()) {
          libc.unix().pass(client, Descriptors.find(libc, itself.port(), itself));

          assertThatThrownBy(() -> UnixSockets.receive(over, Stream.class))
              .hasMessageContaining("what was passed is no connection, and is no socket of TCP");
        } finally {
          libc.close(client);
        }
      }
    });
  }

  @Test
  void whoIsCancelledWhileWaitingLosesNothing() throws IOException {
    world.run(_ -> {
      try (Pair over = connect();
          Pair tcp = world.connect()) {
        assertThatThrownBy(
                () -> Scope.run(Deadline.after(UNTIL_ALL_WAIT), _ -> receive(over.far()).local()))
            .isInstanceOf(DeadlineExceeded.class);
        UnixSockets.pass(over.near(), tcp.far());
        Task.sleep(UNTIL_ALL_WAIT);

        receive(over.far()).close();
      }
    });
  }

  @Test
  void whoPassesWaitsForRoom() throws IOException {
    world.run(scope -> {
      try (Pair over = connect();
          Pair tcp = world.connect()) {
        int[] passed = {0};
        Task<?> passing =
            scope.start(
                "passing",
                () -> {
                  for (; passed[0] < 2_000; passed[0]++) {
                    UnixSockets.pass(over.near(), tcp.far());
                  }
                });
        Task.sleep(UNTIL_ALL_WAIT);
        assertThat(passed[0]).isBetween(1, 1_999);
        for (int i = 0; i < 2_000; i++) {
          receive(over.far()).close();
        }
        passing.await();
      }
    });
  }

  @Test
  void onlyUnixSocketsPassAndOnlySocketsArePassed() throws IOException {
    world.run(_ -> {
      try (Pair over = connect();
          Pair tcp = world.connect();
          Listener place = world.network().listen(Address.parse("mem:app"));
          Stream memory = world.network().connect(place.address())) {
        assertThatThrownBy(() -> UnixSockets.pass(tcp.near(), tcp.far()))
            .hasMessageStartingWith("it is no Unix socket: ");
        assertThatThrownBy(() -> UnixSockets.pass(over.near(), memory))
            .hasMessageStartingWith("only a socket can be passed: ");
        assertThatThrownBy(() -> UnixSockets.pass(over.near(), place))
            .hasMessage("only a socket can be passed: mem:app");
      }
    });
  }
}
