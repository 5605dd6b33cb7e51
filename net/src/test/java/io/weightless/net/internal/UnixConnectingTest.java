package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections of Unix sockets.
@EachBackend
final class UnixConnectingTest {
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  private final String backend;
  @AutoClose private final World world;
  private final Path path;
  private final Address address;
  private int connected;

  UnixConnectingTest(String backend, @TempDir Path folder) throws IOException {
    this.backend = backend;
    world = new World(backend);
    path = folder.resolve("app.sock");
    address = Address.parse("unix:" + path);
  }

  private boolean isNio() {
    return backend.equals("nio");
  }

  private Pair connect(Address place) throws IOException {
    try (Listener listener = world.network().listen(place)) {
      Stream near = world.network().connect(place);
      return new Pair(near, listener.accept());
    }
  }

  private Reason reasonOfConnect() {
    NetworkException failure =
        catchThrowableOfType(
            NetworkException.class, () -> world.network().connect(address).close());
    assertThat(failure).hasMessageStartingWith("connect " + address + ": ");
    return failure.reason();
  }

  @Test
  void whereThereIsNoFileNothingIsAvailableAndBehindAStaleOneNobodyAnswers() throws IOException {
    world.run(_ -> {
      assertThat(reasonOfConnect()).isEqualTo(Reason.NOT_AVAILABLE);

      Files.createFile(path);
      assertThat(reasonOfConnect()).isEqualTo(Reason.REFUSED);
    });
  }

  @Test
  void whoHasNoNameGoesByThatOfTheOtherEnd() throws IOException {
    world.run(_ -> {
      try (Pair pair = connect(address)) {
        for (Stream end : List.of(pair.near(), pair.far())) {
          assertThat(end.local()).isEqualTo(address);
          assertThat(end.remote()).isEqualTo(address);
        }
      }
    });
  }

  @Test
  void whoConnectsToAFullBacklogWaitsUntilThereIsRoom() throws IOException {
    Address small = Address.parse(address + "?backlog=1");
    world.run(scope -> {
      try (Listener listener = world.network().listen(small)) {
        List<Task<Stream>> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          clients.add(scope.start("client", () -> connected(small)));
        }
        Task.sleep(UNTIL_ALL_WAIT);
        assertThat(connected).isBetween(1, 5);

        for (int i = 0; i < clients.size(); i++) {
          listener.accept().close();
        }
        for (Task<Stream> client : clients) {
          client.await().close();
        }
      }
    });
  }

  @Test
  void aNameWithoutAFileIsForLinuxWithItsOwnBackends() throws IOException {
    Address name = Address.parse("unix:@weightless-" + ProcessHandle.current().pid() + backend);
    world.run(_ -> {
      if (isNio()) {
        NetworkException refused =
            catchThrowableOfType(NetworkException.class, () -> world.network().listen(name));
        assertThat(refused)
            .hasMessage(
                "listen on %s: a name without a file needs the backend uring or epoll", name);
        return;
      }
      try (Pair pair = connect(name)) {
        assertThat(pair.far().local()).isEqualTo(name);
        pair.near().write(bytes("no file"));
        assertThat(readText(pair.far())).isEqualTo("no file");
      }
      assertThat(Path.of(name.host())).doesNotExist();
    });
  }

  @Test
  void aFileGoesThroughItWithoutEnteringThisProcess() throws IOException {
    Path file = Files.writeString(path.resolveSibling("file"), "x".repeat(100_000));
    world.run(_ -> {
      try (FileSource source = world.files().open(file);
          Pair pair = connect(address)) {
        pair.near().transferFrom(source, 0, 100_000);
        pair.near().closeOutput();
        assertThat(World.drain(pair.far())).isEqualTo(100_000);
        assertThat(world.backend.shared().counters.transferred).isEqualTo(100_000);
      }
    });
  }

  @Test
  void betweenItAndTcpBytesMoveBothWays() throws IOException {
    world.run(scope -> {
      try (Pair unix = connect(address);
          Pair tcp = world.connect()) {
        Task<Long> there = scope.start("there", () -> move(unix.far(), tcp.near()));
        Task<Long> back = scope.start("back", () -> move(tcp.near(), unix.far()));
        unix.near().write(bytes("question"));
        unix.near().closeOutput();
        assertThat(readAllText(tcp.far())).isEqualTo("question");
        tcp.far().write(bytes("answer"));
        tcp.far().closeOutput();
        assertThat(readAllText(unix.near())).isEqualTo("answer");

        assertThat(there.await() + back.await()).isEqualTo(14);
        assertThat(world.backend.shared().counters.moved).isEqualTo(isNio() ? 0 : 14);
      }
    });
  }

  private Stream connected(Address place) throws IOException {
    Stream stream = world.network().connect(place);
    connected++;
    return stream;
  }

  private static long move(Stream from, Stream to) throws IOException {
    long moved = from.transferTo(to);
    to.closeOutput();
    return moved;
  }

  /// As a close does: the system's Unix sockets have no reset.
  @Test
  void aResetWithNothingUnreadIsAnEndToThePeer() throws IOException {
    world.run(_ -> {
      try (Pair pair = connect(address)) {
        pair.near().write(bytes("last"));
        Task.sleep(UNTIL_ALL_WAIT);
        pair.near().reset();

        assertThat(readAllText(pair.far())).isEqualTo("last");
      }
    });
  }
}
