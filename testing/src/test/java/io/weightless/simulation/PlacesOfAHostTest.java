package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.PeerCredentials;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.UnixSockets;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is reached on one host only.
final class PlacesOfAHostTest {
  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:/run/app.sock", "unix:@app", "mem:app"})
  void tasksOfOneHostMeetThereAndThoseOfAnotherDoNot(String text) {
    Address place = Address.parse(text);
    List<String> trail = new ArrayList<>();
    Simulation.seed(1)
        .host("server", () -> meet(place, trail))
        .host(
            "client",
            () -> {
              Task.sleep(Duration.ofSeconds(1));
              trail.add("client: " + reasonOfConnect(place));
            })
        .run();

    assertThat(trail).containsExactly("server: x", "client: " + Reason.REFUSED);
  }

  private static void meet(Address place, List<String> trail) throws IOException {
    try (Listener listener = network().listen(place)) {
      try (Stream near = network().connect(place);
          Stream far = listener.accept()) {
        near.write(Scene.bytes("x"));
        trail.add("server: " + (char) far.read().get());
        assertThat(near.remote()).isEqualTo(place);
        assertKnows(far);
      }
      Task.sleep(Duration.ofSeconds(2)); // until the client has tried
    }
  }

  /// All processes of a simulation are of one user, and what would be passed has no descriptor.
  private static void assertKnows(Stream stream) throws IOException {
    if (stream.remote().scheme() == Scheme.UNIX) {
      assertThat(UnixSockets.peerOf(stream)).isEqualTo(new PeerCredentials(1, 1000, 1000));
      assertThatThrownBy(() -> UnixSockets.pass(stream, stream))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("to pass sockets needs Linux and the backend uring or epoll");
      return;
    }
    assertThatThrownBy(() -> UnixSockets.peerOf(stream))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Reason reasonOfConnect(Address place) {
    return catchThrowableOfType(NetworkException.class, () -> network().connect(place).close())
        .reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:/run/app.sock", "mem:app"})
  void onlyOneListensThere(String text) {
    Address place = Address.parse(text);
    Simulation.seed(1)
        .host(
            "server",
            () -> {
              try (Listener _ = network().listen(place)) {
                assertThatThrownBy(() -> network().listen(place))
                    .hasMessage("listen on " + place + ": Address already in use");
                assertThatThrownBy(() -> network().listenShared(place))
                    .isInstanceOf(UnsupportedOperationException.class);
              }
              network().listen(place).close();
            })
        .run();
  }
}
