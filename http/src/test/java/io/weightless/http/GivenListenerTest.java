package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.kit.Client;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import org.junit.jupiter.api.Test;

/// A server on a listener that somebody else made.
final class GivenListenerTest {
  private static final Address HERE = new Address("server", 80);
  private static final Handler HELLO = _ -> Response.ok("hello");

  @Test
  void itServesThereAndClosesTheListenerAtItsEnd() throws Exception {
    World.run(() -> {
      Listener listener = network().listen(HERE);
      Scope.run(scope -> {
        HttpServer server = serve(scope, listener);
        try (Client client = new Client(network().connect(HERE))) {
          assertThat(client.get("/").body()).isEqualTo("hello");
        }
        assertThat(server.address()).isEqualTo(HERE);
        server.close();
        return null;
      });

      assertThatThrownBy(listener::accept).isInstanceOf(ClosedException.class);
    });
  }

  @Test
  void whenItCanNotStartItLetsGoOfTheListener() throws Exception {
    World.run(() -> {
      Scope ended = Scope.run(scope -> scope);
      Listener listener = network().listen(HERE);

      assertThatThrownBy(() -> serve(ended, listener)).isInstanceOf(IllegalStateException.class);

      assertThatThrownBy(listener::accept).isInstanceOf(ClosedException.class);
    });
  }

  private static HttpServer serve(Scope scope, Listener listener) {
    return HttpServer.listen(scope, listener, HELLO, Limits.DEFAULT, AccessLog.NONE);
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}
