package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.ComponentFailed;
import io.weightless.component.Graph;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A server whose connections are components.
@EachBackend
final class ConnectedServerTest {
  @AutoClose private final World world;
  private final List<FailedConnection> failures = new ArrayList<>();

  ConnectedServerTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Echoes, and crashes when it is told to.
  private static Component<ByteBuffer, ByteBuffer> fragile() {
    return part(
        "fragile",
        (in, out) -> {
          for (ByteBuffer piece : in) {
            if (text(piece).equals("crash")) {
              throw new IllegalStateException("as told");
            }
            out.send(piece);
          }
        });
  }

  private interface Story {
    void run(ConnectedServer server, Address address) throws Exception;
  }

  /// Runs a server that notes its failures, and drains it in the end.
  private void serve(ConnectedServer.Protocol protocol, int limit, Story story) throws Exception {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      ConnectedServer server = new ConnectedServer(listener, protocol).limit(limit);
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(server.failures, World.<FailedConnection>takes(failures::add).in);
      Task<?> run = scope.start("run", graph::run);
      story.run(server, listener.address());
      graph.drain();
      run.await();
    });
  }

  private Stream connect(Address address) throws IOException {
    return world.network().connect(address);
  }

  private static String ask(Stream stream, String text) throws IOException {
    stream.write(bytes(text));
    return text(stream.read());
  }

  @Test
  void eachConnectionTalksWithAComponentOfItsOwn() throws Exception {
    serve(
        _ -> echoes(),
        10,
        (server, address) -> {
          try (Stream one = connect(address);
              Stream other = connect(address)) {
            assertThat(ask(one, "one")).isEqualTo("one");
            assertThat(ask(other, "other")).isEqualTo("other");
            assertThat(server.children())
                .map(Component::path)
                .containsExactly(
                    "Graph/ConnectedServer/connection", "Graph/ConnectedServer/connection-2");
            one.closeOutput();
            assertThat(readAllText(one)).isEmpty();
            assertThat(ask(other, "still")).isEqualTo("still");
          }
        });

    assertThat(failures).isEmpty();
  }

  @Test
  void aComponentThatCrashesTakesItsOwnConnectionOnly() throws Exception {
    List<Address> crashed = new ArrayList<>();
    serve(
        _ -> fragile(),
        10,
        (_, address) -> {
          try (Stream one = connect(address);
              Stream other = connect(address)) {
            crashed.add(one.local());
            one.write(bytes("crash"));
            assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
            assertThat(ask(other, "still")).isEqualTo("still");
          }
        });

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().failure())
        .isInstanceOf(ComponentFailed.class)
        .hasMessageContaining("Graph/ConnectedServer/connection/fragile")
        .hasMessageContaining("as told");
    assertThat(failures).extracting(FailedConnection::peer).isEqualTo(crashed);
  }

  @Test
  void aConnectionThatBreaksIsTold() throws Exception {
    serve(
        _ -> echoes(),
        10,
        (_, address) -> {
          try (Stream one = connect(address);
              Stream other = connect(address)) {
            assertThat(ask(one, "one")).isEqualTo("one");
            one.reset();
            settle();
            assertThat(ask(other, "still")).isEqualTo("still");
          }
        });

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().failure()).hasCauseInstanceOf(NetworkException.class);
  }

  @Test
  void whereNoComponentIsMadeTheConnectionIsReset() throws Exception {
    serve(
        _ -> {
          settle(); // else the client would be refused
          throw new IOException("not today");
        },
        10,
        (server, address) -> {
          try (Stream one = connect(address)) {
            assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
            assertThat(server.children()).isEmpty();
          }
        });

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().failure()).hasMessage("not today");
  }

  @Test
  void failuresThatNobodyReceivesAreTheReactors() throws Exception {
    List<String> reported = new ArrayList<>();
    world.reactor.onFailure((who, failure) -> reported.add(who + ": " + failure.getMessage()));
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      ConnectedServer server = new ConnectedServer(listener, _ -> fragile());
      Task<?> run = scope.start("run", server::run);
      try (Stream one = connect(listener.address())) {
        one.write(bytes("crash"));
        assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
      }
      server.drain();
      run.await();
    });

    assertThat(reported)
        .singleElement()
        .asString()
        .startsWith("ConnectedServer: the connection from 127.0.0.1:")
        .contains("ConnectedServer/connection/fragile failed");
  }

  @Test
  void beyondItsLimitItAcceptsWhenOneHasEnded() throws Exception {
    serve(
        _ -> echoes(),
        2,
        (server, address) -> {
          try (Stream first = connect(address);
              Stream second = connect(address);
              Stream third = connect(address)) {
            assertThat(ask(first, "1")).isEqualTo("1");
            assertThat(ask(second, "2")).isEqualTo("2");
            third.write(bytes("3"));
            settle();
            assertThat(server.children()).hasSize(2);
            first.closeOutput();
            assertThat(readAllText(first)).isEmpty();
            assertThat(text(third.read())).isEqualTo("3");
            assertThat(server.children()).hasSize(2);
          }
        });
  }

  @Test
  void aConnectionThatFailedMakesRoomToo() throws Exception {
    serve(
        _ -> fragile(),
        1,
        (_, address) -> {
          try (Stream first = connect(address);
              Stream second = connect(address)) {
            second.write(bytes("2"));
            first.write(bytes("crash"));
            assertThat(text(second.read())).isEqualTo("2");
          }
        });
  }

  @Test
  void itTellsWhereItListens() throws Exception {
    List<Address> told = new ArrayList<>();
    world.run(scope -> {
      ConnectedServer server = new ConnectedServer(World.ANY_PORT, _ -> echoes());
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(server.listening, World.<Address>takes(told::add).in);
      Task<?> run = scope.start("run", graph::run);
      settle();
      try (Stream one = connect(told.getFirst())) {
        assertThat(ask(one, "one")).isEqualTo("one");
      }
      graph.drain();
      run.await();
    });
  }

  @Test
  void aConnectionOfALongPipelineEndsToo() throws Exception {
    serve(
        _ -> echoes().into(echoes()).into(echoes()),
        1,
        (_, address) -> {
          for (int i = 0; i < 3; i++) {
            try (Stream one = connect(address)) {
              assertThat(ask(one, "x")).isEqualTo("x");
            }
          }
        });
  }

  @Test
  void itServesAlsoWhenNobodyWantsToKnowWhereItListens() throws Exception {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      ConnectedServer server = new ConnectedServer(listener, _ -> echoes());
      Component<Address, Void> brief = part("brief", (_, _) -> {});
      Graph<Void, Void> graph = new Graph<>();
      graph.add(brief); // it begins, and ends, before the server begins
      graph.wire(server.listening, brief.in);
      Task<?> run = scope.start("run", graph::run);
      try (Stream one = connect(listener.address())) {
        assertThat(ask(one, "one")).isEqualTo("one");
      }
      graph.drain();
      run.await();
    });
  }

  @Test
  void whatIsThrownWhereItIsMadeIsTheConnectionsOwnWhateverItIs() throws Exception {
    serve(
        _ -> {
          settle(); // else the client would be refused
          throw new AssertionError("a mistake");
        },
        10,
        (server, address) -> {
          try (Stream one = connect(address)) {
            assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
          }
        });

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().failure()).isInstanceOf(AssertionError.class);
  }
}
