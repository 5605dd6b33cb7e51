package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Place;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A server whose connections talk with components that run elsewhere.
final class ConnectedServerPlaceTest {
  @AutoClose private final Reactor reactor = Reactor.open();

  @Test
  void connectionsShareAPlaceUntilTheServerEnds() throws Exception {
    Place place = Place.named("talkers");
    reactor.run(() ->
        Scope.join(scope -> {
          Network network = reactor.service(Network.class);
          Listener listener = network.listen(World.ANY_PORT);
          ConnectedServer server = new ConnectedServer(listener, _ -> echoes().on(place));
          Task<?> run = scope.start("run", server::run);
          try (Stream one = network.connect(listener.address());
              Stream other = network.connect(listener.address())) {
            assertThat(ask(one)).isEqualTo("x");
            assertThat(ask(other)).isEqualTo("x");
            one.closeOutput();
            assertThat(readAllText(one)).isEmpty();
            assertThat(ask(other)).isEqualTo("x");

            server.drain();
            assertThat(readAllText(other)).isEmpty();
          }
          run.await();
        }));
  }

  private static String ask(Stream stream) throws Exception {
    stream.write(bytes("x"));
    return text(stream.read());
  }
}
