package io.weightless.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class AcceptorTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;
  private final List<SocketChannel> accepted = new ArrayList<>();

  AcceptorTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  private Acceptor listen(Acceptor.Sinks sinks) throws Exception {
    Acceptor[] made = new Acceptor[1];
    world.in(() ->
        made[0] =
            Acceptor.listen(
                callbacks,
                0,
                connection -> {
                  accepted.add(world.opened(connection));
                  return sinks.sink(connection);
                }));
    return made[0];
  }

  private SocketChannel connect(Acceptor acceptor) throws IOException {
    Address address = acceptor.address();
    return world.opened(SocketChannel.open(new InetSocketAddress(address.host(), address.port())));
  }

  private void send(SocketChannel client, String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /// It waits for what comes from the kernel.
  private void step() {
    world.reactor.step(Duration.ofDays(1));
  }

  @Test
  void itAcceptsAndHandsWhatComesToTheSinkOfTheConnection() throws Exception {
    Acceptor acceptor =
        listen(connection -> () -> world.trail.add("read " + World.read(connection)));
    assertThat(acceptor.address().host()).isEqualTo("127.0.0.1");
    assertThat(callbacks.count()).isEqualTo(1);

    SocketChannel client = connect(acceptor);
    step();
    assertThat(accepted).hasSize(1);
    assertThat(callbacks.count()).isEqualTo(2);
    send(client, "hello");
    step();

    assertThat(world.trail).containsExactly("read hello");
  }

  @Test
  void ofSeveralConnectionsOneIsAcceptedAtEachStep() throws Exception {
    Acceptor acceptor = listen(_ -> world.marks("read"));
    connect(acceptor);
    connect(acceptor);

    step();
    assertThat(accepted).hasSize(1);
    step();
    assertThat(accepted).hasSize(2);
  }

  @Test
  void aConnectionWithoutASinkIsNotRegistered() throws Exception {
    Acceptor acceptor = listen(_ -> null);
    connect(acceptor);

    step();

    assertThat(accepted.getFirst().isOpen()).isTrue();
    assertThat(callbacks.count()).isEqualTo(1);
  }

  @Test
  void aSinkThatFailsLosesItsConnectionAndTheNextIsAccepted() throws Exception {
    Acceptor acceptor =
        listen(_ -> {
          if (accepted.size() == 1) {
            throw new IOException("on purpose");
          }
          return world.marks("read");
        });
    connect(acceptor);
    step();
    assertThat(accepted.getFirst().isOpen()).isFalse();
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(record ->
            assertThat(record.getMessage())
                .isEqualTo("the sink of the acceptor on " + acceptor.address() + " failed"));

    send(connect(acceptor), "x");
    step();
    step();

    assertThat(world.trail).containsExactly("read");
  }

  @Test
  void aConnectionWhoseReaderFailsIsClosed() throws Exception {
    Acceptor acceptor =
        listen(connection ->
            () -> {
              throw new IOException("what is " + World.read(connection));
            });
    SocketChannel client = connect(acceptor);
    step();
    send(client, "this");
    step();

    assertThat(accepted.getFirst().isOpen()).isFalse();
    assertThat(callbacks.count()).isEqualTo(1);
    assertThat(LoggedFailures.take()).hasSize(1);
  }

  @Test
  void whenItCannotAcceptItPausesSaysSoOnceAndTriesAgain() throws Exception {
    Acceptor[] acceptor = new Acceptor[1];
    acceptor[0] =
        listen(_ -> {
          acceptor[0].pause(new IOException("Too many open files"));
          return null;
        });
    connect(acceptor[0]);
    connect(acceptor[0]);
    try (Log log = new Log("io.weightless.callback")) {
      step();
      world.steps(3);
      assertThat(accepted).as("it pauses").hasSize(1);
      assertThat(log.messages())
          .containsExactly(
              acceptor[0] + " can't accept connections, it tries on: Too many open files");
    }

    world.clock.advance(Duration.ofMillis(100));
    world.reactor.step();
    step();
    assertThat(accepted).hasSize(2);

    world.in(acceptor[0]::close);
    world.clock.advance(Duration.ofMillis(100));
    world.reactor.step();
    assertThat(callbacks.count()).as("closed in its pause, and not resumed").isZero();
  }

  @Test
  void itsPriorityIsThatOfTheConnectionsToo() throws Exception {
    Acceptor[] acceptor = new Acceptor[1];
    world.steps(9);
    world.in(() ->
        acceptor[0] =
            Acceptor.listen(
                callbacks,
                new Address("127.0.0.1", 0),
                5,
                connection -> {
                  world.opened(connection);
                  world.trail.add("accepted");
                  return world.marks("read");
                }));
    send(connect(acceptor[0]), "x");

    for (int step = 0; step < 5; step++) {
      step();
      assertThat(world.trail).isEmpty();
    }
    step();
    assertThat(world.taken()).containsExactly("accepted");
    world.steps(9);
    assertThat(world.taken()).as("steps 6 to 9").hasSize(4).containsOnly("read");
  }

  @Test
  void afterItsCloseThePortIsFreeAndConnectionsLiveOn() throws Exception {
    Acceptor acceptor = listen(_ -> world.marks("read"));
    SocketChannel client = connect(acceptor);
    step();

    world.in(() -> {
      acceptor.close();
      acceptor.close();
    });
    world.reactor.step();
    world.in(() -> Acceptor.listen(callbacks, acceptor.address().port(), _ -> null).close());
    send(client, "x");
    step();

    assertThat(world.trail).containsExactly("read");
  }

  @Test
  void anAddressThatIsTakenOrUnknownIsNamed() throws Exception {
    Acceptor acceptor = listen(_ -> null);
    Address elsewhere = new Address("192.0.2.1", 1); // of the block for documentation
    world.in(() -> {
      assertThatThrownBy(() -> Acceptor.listen(callbacks, acceptor.address().port(), _ -> null))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("listen on " + acceptor.address() + ": ");
      assertThatThrownBy(() -> Acceptor.listen(callbacks, elsewhere, 0, _ -> null))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("listen on 192.0.2.1:1: ");
    });
    assertThat(callbacks.count()).isEqualTo(1);
  }

  @Test
  void aNameIsRefusedForToLookItUpWouldHoldTheLoop() throws Exception {
    Address name = new Address("localhost", 1);
    world.in(() ->
        assertThatThrownBy(() -> Acceptor.listen(callbacks, name, 0, _ -> null))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "listen on localhost:1: to look a name up would hold the loop,"
                    + " give the number, as 127.0.0.1"));
    assertThat(callbacks.count()).isZero();
  }

  @Test
  void inAWorldWithoutChannelsNoPortOfThisMachineIsTouched() throws Exception {
    int taken = listen(_ -> null).address().port();
    try (Reactor simulated =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      simulated.post(() -> {
        try (Callbacks without = Callbacks.on(simulated)) {
          assertThatThrownBy(() -> Acceptor.listen(without, taken, _ -> null))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("this reactor has no Readiness; its backend is none");
        }
      });
      simulated.step();
    }
  }
}
