package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ProtocolServerTest {
  private static final int MANY = 200;

  @AutoClose private final World world;
  private final List<Recorder> served = new ArrayList<>();
  private final List<Address> asked = new ArrayList<>();

  ProtocolServerTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Sends back what comes in.
  private static class Echo extends Recorder {
    @Override
    public void received(ByteBuffer bytes) throws Exception {
      transport().write(bytes);
    }
  }

  private @Nullable Protocol echo(Address remote) {
    asked.add(remote);
    served.add(new Echo());
    return served.getLast();
  }

  private ProtocolServer serve(Scope scope, Protocol.Factory factory) throws IOException {
    return ProtocolServer.listen(scope, World.ANY_PORT, factory);
  }

  private ProtocolServer serveAtMost(Scope scope, int connections) throws IOException {
    Listener listener = world.network().listen(World.ANY_PORT);
    return ProtocolServer.listen(scope, listener, this::echo, new Limits(connections, 0, 100));
  }

  private String talk(ProtocolServer server, String text) throws IOException {
    try (Stream client = world.network().connect(server.address())) {
      return talk(client, text);
    }
  }

  private static String talk(Stream client, String text) throws IOException {
    client.write(World.bytes(text));
    return World.text(client.read());
  }

  @Test
  void eachConnectionGetsAProtocolOfItsOwnThatIsMadeForItsAddress() throws IOException {
    world.run(scope -> {
      try (ProtocolServer server = serve(scope, this::echo);
          Stream one = world.network().connect(server.address());
          Stream two = world.network().connect(server.address())) {
        assertThat(talk(one, "one")).isEqualTo("one");
        assertThat(talk(two, "two")).isEqualTo("two");

        assertThat(asked).containsExactly(one.local(), two.local());
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.address()).isEqualTo(one.remote());
      }
    });

    assertThat(served).allMatch(echo -> echo.trail.getLast().equals("lost"));
  }

  @Test
  void aFactoryRefusesAConnectionByMakingNone() throws IOException {
    world.run(scope -> {
      try (ProtocolServer server =
          serve(scope, remote -> asked.isEmpty() ? refuse(remote) : echo(remote))) {
        assertThatThrownBy(() -> talk(server, "x")).hasMessageContaining("Connection reset");
        assertThat(talk(server, "next")).isEqualTo("next");
      }
    });
  }

  private @Nullable Protocol refuse(Address remote) {
    asked.add(remote);
    return null;
  }

  @Test
  void aFailureEndsItsConnectionOnlyAndIsTold() throws IOException {
    world.run(scope -> {
      try (ProtocolServer server =
          serve(
              scope,
              remote ->
                  served.isEmpty()
                      ? new Echo() {
                        @Override
                        public void received(ByteBuffer bytes) throws Exception {
                          served.add(this);
                          throw new IOException("on purpose");
                        }
                      }
                      : echo(remote))) {
        assertThatThrownBy(() -> talk(server, "x")).hasMessageContaining("Connection reset");
        assertThat(talk(server, "next")).isEqualTo("next");
      }
    });

    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.getMessage())
              .startsWith("the protocol of the connection from 127.0.0.1:");
          assertThat(record.getThrown()).hasMessage("on purpose");
        });
    assertThat(served.getFirst().trail).containsExactly("connected", "lost");
  }

  @Test
  void aFailureIsGivenToWhoOwnsThoseOfTheReactor() throws IOException {
    List<Throwable> owned = new ArrayList<>();
    world.reactor.onFailure((_, failure) -> owned.add(failure));
    world.run(scope -> {
      try (ProtocolServer server =
          serve(
              scope,
              _ -> {
                throw new IOException("on purpose");
              })) {
        assertThatThrownBy(() -> talk(server, "x")).isInstanceOf(IOException.class);
        World.settle();
      }
    });

    assertThat(owned).singleElement().asString().contains("on purpose");
  }

  @Test
  void aFactoryThatWaitsIsRefused() throws IOException {
    List<Throwable> owned = new ArrayList<>();
    world.reactor.onFailure((_, failure) -> owned.add(failure));
    world.run(scope -> {
      try (ProtocolServer server =
          serve(
              scope,
              remote -> {
                Task.sleep(Duration.ofDays(1));
                return echo(remote);
              })) {
        assertThatThrownBy(() -> talk(server, "x")).isInstanceOf(IOException.class);
        World.settle();
      }
    });

    assertThat(owned)
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .asString()
        .contains("can't wait: have a task do what has to");
  }

  @Test
  void whenItIsClosedItsConnectionsLiveOnAndItsScopeWaitsForThem() throws IOException {
    world.run(scope -> {
      ProtocolServer server = serve(scope, this::echo);
      Stream client = world.network().connect(server.address());
      assertThat(talk(client, "before")).isEqualTo("before");
      server.close();
      server.close();

      assertThatThrownBy(() -> world.network().connect(server.address()))
          .hasMessageContaining("refused");
      assertThat(talk(client, "after")).isEqualTo("after");
      scope.start(
          "leaves at last",
          () -> {
            World.settle();
            client.close();
          });
    });

    assertThat(served).singleElement().matches(echo -> echo.trail.getLast().equals("lost"));
  }

  @Test
  void whenItsScopeIsCancelledAllEndsAndEachLossIsTold() throws IOException {
    world.run(outer -> {
      Stream[] client = new Stream[1];
      assertThatThrownBy(() ->
              Scope.join(scope -> {
                ProtocolServer server = serve(scope, this::echo);
                client[0] = world.network().connect(server.address());
                assertThat(talk(client[0], "x")).isEqualTo("x");
                scope.cancel("on purpose");
                World.settle();
              }))
          .isInstanceOf(CancellationException.class);

      assertThatThrownBy(client[0]::read).hasMessageContaining("Connection reset");
      client[0].close();
    });

    assertThat(served.getFirst().trail).containsExactly("connected", "lost");
    assertThat(served.getFirst().reason).isInstanceOf(ClosedException.class);
  }

  @Test
  void inAScopeThatDrainsItGoesOnUntilTheDeadline() throws IOException {
    world.run(outer -> {
      assertThatThrownBy(() ->
              Scope.join(scope -> {
                ProtocolServer server = serve(scope, this::echo);
                scope.drain(Deadline.after(Duration.ofMinutes(1)));
                assertThat(talk(server, "still")).isEqualTo("still");
              }))
          .isInstanceOf(DeadlineExceeded.class);
    });
  }

  @Test
  void itHasAsManyConnectionsAsTheLimitSaysAndTheNextOneWaits() throws IOException {
    world.run(scope -> {
      ProtocolServer server = serveAtMost(scope, 2);
      Stream one = world.network().connect(server.address());
      try (server;
          Stream two = world.network().connect(server.address());
          Stream three = world.network().connect(server.address())) {
        Task<String> answer = scope.start("third", () -> talk(three, "three"));
        assertThat(talk(one, "one")).isEqualTo("one");
        assertThat(talk(two, "two")).isEqualTo("two");
        World.settle();
        assertThat(server.connections()).isEqualTo(2);
        assertThat(answer.state()).isEqualTo(Task.State.RUNNING);

        one.close();
        assertThat(answer.await()).isEqualTo("three");
      }
    });
  }

  @Test
  void manyConnectionsAtOnceAndOneAfterTheOtherLeaveNothingBehind() throws IOException {
    world.run(scope -> {
      try (ProtocolServer server = serve(scope, this::echo)) {
        for (int i = 0; i < MANY; i++) {
          String text = "client " + i;
          scope.start(text, () -> assertThat(talk(server, text)).isEqualTo(text));
        }
        for (int i = 0; i < MANY; i++) {
          assertThat(talk(server, "again")).isEqualTo("again");
        }
      }
    });

    assertThat(served).hasSize(2 * MANY).allMatch(echo -> echo.trail.getLast().equals("lost"));
  }

  @Test
  void anAddressThatIsTakenIsRefusedByItsName() throws IOException {
    world.run(scope -> {
      try (ProtocolServer server = serve(scope, this::echo)) {
        assertThatThrownBy(() -> ProtocolServer.listen(scope, server.address(), this::echo))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(server.address().toString());
      }
    });
  }
}
