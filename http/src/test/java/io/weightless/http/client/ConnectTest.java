package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.MemoryStream;
import io.weightless.http.kit.Wire;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What happens while a connection is not there yet.
final class ConnectTest {
  private static final ClientRequest GET = ClientRequest.get("http://server/");
  private static final ClientLimits ONE =
      ClientLimits.DEFAULT.with(new ClientLimits.Connections(1, 1, 10));

  /// Nobody gets a connection, for a long time.
  private static class Nowhere implements Network {
    @Override
    public Stream connect(Address address) throws IOException {
      Task.sleep(Duration.ofDays(1));
      throw new IOException("nobody is there");
    }

    @Override
    public Listener listen(Address address) {
      throw new UnsupportedOperationException("nobody listens");
    }

    @Override
    public Listener listenShared(Address address) {
      return listen(address);
    }

    @Override
    public Listener listenBeside(Address address) {
      return listen(address);
    }
  }

  private interface Use {
    void with(HttpClient client) throws Exception;
  }

  private static void with(Use use) throws Exception {
    with(new Nowhere(), use);
  }

  private static void with(Network network, Use use) throws Exception {
    try (Reactor reactor =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      reactor.attach(Network.class, network);
      reactor.run(() -> {
        try (HttpClient client = HttpClient.open(ONE, TlsClient.DEFAULT)) {
          use.with(client);
          assertThat(client.connections()).isZero();
        }
      });
      assertThat(reactor.tasks()).isEmpty();
    }
  }

  @Test
  void aConnectionThatTakesTooLongIsGivenUp() throws Exception {
    with(client ->
        assertThatThrownBy(() -> client.send(GET))
            .isInstanceOf(IOException.class)
            .hasMessage("no connection to server:80 within 10000 ms"));
  }

  @Test
  void aDeadlineEndsTheWaitForAConnection() throws Exception {
    with(client ->
        assertThatThrownBy(
                () -> Scope.run(Deadline.after(Duration.ofSeconds(1)), _ -> client.send(GET)))
            .isInstanceOf(DeadlineExceeded.class));
  }

  @Test
  void whoeverGivesUpLeavesItsPlaceToTheNext() throws Exception {
    with(client ->
        Scope.collect(scope -> {
          Task<ClientResponse> first = scope.start("first", () -> client.send(GET));
          World.settle();
          Task<ClientResponse> second = scope.start("second", () -> client.send(GET));
          World.settle();
          assertThat(client.connections()).isEqualTo(1);
          World.pass(Duration.ofSeconds(10));
          assertThat(first.state()).isEqualTo(Task.State.FAILED);
          assertThat(second.state()).isEqualTo(Task.State.RUNNING);
          assertThat(client.connections()).isEqualTo(1);
          assertThatThrownBy(first::await).hasMessageContaining("within 10000 ms");
          assertThatThrownBy(second::await).hasMessageContaining("within 10000 ms");
          return null;
        }));
  }

  @Test
  void aClosedClientConnectsNoMore() throws Exception {
    with(client ->
        Scope.collect(scope -> {
          Task<ClientResponse> first = scope.start("first", () -> client.send(GET));
          World.settle();
          client.close();
          World.settle();
          assertThat(first.state()).isEqualTo(Task.State.FAILED);
          assertThatThrownBy(first::await).hasRootCauseMessage("the client is closed");
          return null;
        }));
  }

  @Test
  void aConnectionThatIsThereWhenTheClientIsClosedIsClosedToo() throws Exception {
    MemoryStream stream = new Wire().client();
    Network late =
        new Nowhere() {
          @Override
          public Stream connect(Address address) {
            Scope.shield(() -> Task.sleep(Duration.ofSeconds(1)));
            return stream;
          }
        };
    with(
        late,
        client ->
            Scope.collect(scope -> {
              Task<ClientResponse> first = scope.start("first", () -> client.send(GET));
              World.settle();
              client.close();
              assertThatThrownBy(first::await).hasRootCauseMessage("the client is closed");
              return null;
            }));
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void aConnectionThatNobodyUsesHoldsNoBuffer() throws Exception {
    Wire wire = new Wire();
    Network there =
        new Nowhere() {
          @Override
          public Stream connect(Address address) {
            return wire.client();
          }
        };
    with(
        there,
        client ->
            Scope.join(scope -> {
              Task<ClientResponse> sent = scope.start("request", () -> client.send(GET));
              wire.server().write(US_ASCII.encode("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
              ClientResponse response = sent.await();
              assertThat(response.body().read().remaining()).isEqualTo(1);
              assertThat(wire.client().isLending()).isTrue();
              assertThat(response.body().read().hasRemaining()).isFalse();
              assertThat(wire.client().isLending()).isFalse();
              assertThat(client.idle()).isEqualTo(1);
              client.close();
            }));
  }
}
