package io.weightless.net.internal.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Readiness;
import io.weightless.net.Readiness.Watch;
import io.weightless.net.Readiness.Watcher;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the selector is asked about channels of others, beside our own.
final class NioReadinessTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  private final NioBackend backend = new NioBackend();

  @AutoClose
  private final Reactor reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(1));

  private final Network network = reactor.service(Network.class);
  private final NioReadiness readiness = (NioReadiness) reactor.service(Readiness.class);
  @AutoClose private final DatagramChannel source = DatagramChannel.open();

  NioReadinessTest() throws IOException {
    source.configureBlocking(false);
  }

  private Watch watch() throws IOException {
    return readiness.watch(
        source,
        new Watcher() {
          @Override
          public void ready(boolean input, boolean output) {}

          @Override
          public void closed() {}
        });
  }

  @Test
  void theSelectorIsSearchedForClosedChannelsOnlyWhenOneIsMissing() throws IOException {
    Watch[] watch = new Watch[1];
    reactor.run(() -> {
      watch[0] = watch();
      connectAndClose();
    });
    reactor.step();
    assertThat(backend.keyring.count()).as("streams and listeners count").isEqualTo(1);
    assertThat(backend.keyring.selector.keys()).hasSize(1);

    reactor.run(() -> watch[0].stop());
    assertThat(backend.keyring.count()).isZero();
  }

  private void connectAndClose() throws IOException {
    try (Listener listener = network.listen(ANY_PORT);
        Stream near = network.connect(listener.address());
        Stream far = listener.accept()) {
      assertThat(near.remote()).isEqualTo(far.local());
    }
  }

  /// Or whoever waits for input would be told at once that there is some, again and again.
  @Test
  void aSocketThatIsClosedBehindItsBackIsNotTakenForAWatchedOne() throws IOException {
    reactor.run(() ->
        Scope.<String, IOException>run(scope -> {
          Watch _ = watch();
          Listener listener = network.listen(ANY_PORT);
          scope.start("accepts", () -> assertThatThrownBy(listener::accept));
          Suspension.yield();
          closeBehindItsBack();
          assertThat(readiness.hasClosed()).isFalse();
          listener.close();
          return "closed";
        }));

    source.close();
    backend.keyring.look();
    assertThat(readiness.hasClosed()).isTrue();
    reactor.step();
  }

  private void closeBehindItsBack() throws IOException {
    for (SelectionKey key : backend.keyring.selector.keys()) {
      if (key.channel() instanceof ServerSocketChannel server) {
        server.close();
      }
    }
    backend.keyring.look();
    assertThat(backend.keyring.isOneMissing()).isTrue();
  }
}
