package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.takes;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A server whose listener fails now and then.
@EachBackend
final class AcceptFailureTest {
  @AutoClose private final World world;

  AcceptFailureTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Fails with each of these first.
  private record Stumbling(Listener real, Queue<IOException> failures) implements Listener {
    @Override
    public Stream accept() throws IOException {
      IOException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return real.accept();
    }

    @Override
    public Address address() {
      return real.address();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  @Test
  void itIsToldAndAfterAPauseTheNextIsAccepted() throws IOException {
    List<IOException> all = List.of(new IOException("first"), new IOException("second"));
    List<FailedConnection> told = new ArrayList<>();
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      Stumbling stumbling = new Stumbling(listener, new ArrayDeque<>(all));
      ConnectedServer server = new ConnectedServer(stumbling, _ -> echoes()).limit(1);
      Component<FailedConnection, Void> noter = takes(told::add);
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(server.failures, noter.in);
      Task<?> run = scope.start("run", graph::run);
      try (Stream one = world.network().connect(listener.address())) {
        one.write(bytes("x"));
        assertThat(text(one.read())).isEqualTo("x");
      }
      assertThat(world.reactor.clock().nanos()).isEqualTo(Duration.ofMillis(200).toNanos());
      assertThat(told).extracting(FailedConnection::failure).isEqualTo(all);
      assertThat(told).extracting(FailedConnection::peer).containsOnly(listener.address());
      graph.drain();
      run.await();
    });
  }
}
