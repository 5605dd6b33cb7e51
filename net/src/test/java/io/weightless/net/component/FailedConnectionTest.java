package io.weightless.net.component;

import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who learns of the connections of a server that have failed, and who waits for that.
@EachBackend
final class FailedConnectionTest {
  @AutoClose private final World world;
  private final List<FailedConnection> failures = new ArrayList<>();

  FailedConnectionTest(String backend) throws IOException {
    world = new World(backend);
  }

  private static Component<ByteBuffer, ByteBuffer> refuse(Address peer) throws IOException {
    settle(); // else the client would be refused
    throw new IOException("not today");
  }

  /// Runs a server that refuses all, beside `reader`, which keeps one failure that it has not read.
  private void refuseAll(Component<FailedConnection, Void> reader, Story story) throws IOException {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      ConnectedServer server = new ConnectedServer(listener, FailedConnectionTest::refuse);
      reader.in.limit(1);
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(server.failures, reader.in);
      Task<?> run = scope.start("run", graph::run);
      for (int i = 0; i < 3; i++) {
        try (Stream one = world.network().connect(listener.address())) {
          assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
        }
      }
      story.run(server);
      graph.drain();
      run.await();
    });
  }

  private interface Story {
    void run(ConnectedServer server);
  }

  @Test
  void aPeerNeedNotWaitForWhoReadsTheFailures() throws IOException {
    Component<FailedConnection, Void> late =
        part(
            "late",
            (in, _) -> {
              Task.sleep(Duration.ofDays(1));
              in.forEach(failures::add);
            });
    refuseAll(
        late,
        _ -> assertThat(world.reactor.clock().nanos()).isLessThan(Duration.ofDays(1).toNanos()));

    assertThat(failures).hasSize(3);
  }

  @Test
  void thoseThatAreNotReadBeforeTheirReaderEndsAreTheReactors() throws IOException {
    List<String> reported = new ArrayList<>();
    world.reactor.onFailure((_, failure) -> reported.add(failure.getMessage()));
    Component<FailedConnection, Void> leaving =
        part("leaving", (_, _) -> Task.sleep(Duration.ofDays(1)));
    refuseAll(
        leaving,
        server -> {
          Task.sleep(Duration.ofDays(2));
          assertThat(server.state()).isEqualTo(State.RUNNING);
        });

    assertThat(reported).as("but the one that it has kept").hasSize(2).containsOnly("not today");
  }
}
