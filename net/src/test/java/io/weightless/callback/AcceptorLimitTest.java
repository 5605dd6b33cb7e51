package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many connections an acceptor has at a time.
@EachBackend
final class AcceptorLimitTest {
  private static final int LIMIT = 3;

  @AutoClose private final World world;
  private final Callbacks callbacks;
  private final List<SocketChannel> accepted = new ArrayList<>();
  private Acceptor acceptor;

  /// What reads the next connections.
  private Acceptor.Sinks sinks = connection -> () -> closeAtItsEnd(connection);

  AcceptorLimitTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  @BeforeEach
  void listen() throws Exception {
    world.in(() -> {
      acceptor = Acceptor.listen(callbacks, 0, this::accepted);
      acceptor.limit(LIMIT);
    });
  }

  private Callback accepted(SocketChannel connection) throws Exception {
    accepted.add(world.opened(connection));
    return sinks.sink(connection);
  }

  private void closeAtItsEnd(SocketChannel connection) throws IOException {
    if (World.read(connection).isEmpty()) {
      callbacks.current().remove();
      connection.close();
    }
  }

  private List<SocketChannel> connect(int clients) throws IOException {
    List<SocketChannel> connected = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      connected.add(
          world.opened(
              SocketChannel.open(
                  new InetSocketAddress(acceptor.address().host(), acceptor.address().port()))));
    }
    return connected;
  }

  /// Steps that do not wait, and more than enough of them.
  private void settle() {
    world.steps(20);
  }

  @Test
  void asManyAsTheLimitAreAcceptedAndOneMoreWaitsUntilOneHasLeft() throws Exception {
    List<SocketChannel> clients = connect(LIMIT);
    settle();
    assertThat(accepted).as("at the limit").hasSize(LIMIT);
    connect(1);
    settle();
    assertThat(accepted).as("beyond it").hasSize(LIMIT);

    clients.getFirst().close();
    settle();

    assertThat(accepted).as("at once, no time has passed").hasSize(LIMIT + 1);
  }

  @Test
  void thoseThatLeaveInAnyOtherWayMakeRoomToo() throws Exception {
    sinks =
        connection ->
            () -> {
              throw new IOException("what is " + World.read(connection));
            };
    List<SocketChannel> clients = connect(LIMIT + 2);
    settle();
    assertThat(accepted).hasSize(LIMIT);

    clients.getFirst().close();
    settle();
    assertThat(LoggedFailures.take()).hasSize(1);
    assertThat(accepted).as("its reader failed").hasSize(LIMIT + 1);

    try (Log _ = new Log("io.weightless.callback")) {
      world.in(() -> accepted.get(1).close());
      settle();
    }
    assertThat(LoggedFailures.take()).as("its last call").hasSize(1);
    assertThat(accepted).as("closed by somebody else").hasSize(LIMIT + 2);
  }

  @Test
  void oneThatTheSinkRefusesOrClosesDoesNotCount() throws Exception {
    sinks =
        connection -> {
          if (accepted.size() % 2 == 0) {
            throw new IOException("on purpose");
          }
          connection.close();
          return null;
        };
    connect(3 * LIMIT);
    settle();

    assertThat(accepted).hasSize(3 * LIMIT);
    assertThat(LoggedFailures.take()).hasSize(3 * LIMIT / 2);
  }

  @Test
  void oneWithoutCallbacksCountsUntilItIsClosedAndIsLookedForTenTimesASecond() throws Exception {
    sinks = _ -> null;
    connect(LIMIT + 1);
    settle();
    accepted.getFirst().close();
    settle();
    assertThat(accepted).hasSize(LIMIT);

    world.clock.advance(Duration.ofMillis(100));
    settle();

    assertThat(accepted).hasSize(LIMIT + 1);
  }

  @Test
  void oneWhoseReaderIsTakenAwayStillCounts() throws Exception {
    sinks =
        connection ->
            () -> {
              World.read(connection);
              callbacks.current().remove();
            };
    List<SocketChannel> clients = connect(LIMIT + 1);
    settle();

    clients.getFirst().close();
    settle();
    world.clock.advance(Duration.ofMillis(100));
    settle();

    assertThat(accepted.getFirst().isOpen()).isTrue();
    assertThat(accepted).hasSize(LIMIT);
  }

  @Test
  void aHigherLimitActsAtOnceAndALowerOneLosesNobody() throws Exception {
    connect(LIMIT + 2);
    settle();
    world.in(() -> acceptor.limit(LIMIT + 1));
    settle();
    assertThat(accepted).hasSize(LIMIT + 1);

    world.in(() -> acceptor.limit(1));
    settle();

    assertThat(accepted).hasSize(LIMIT + 1).allMatch(SocketChannel::isOpen);
    world.in(() ->
        assertThatIllegalArgumentException()
            .isThrownBy(() -> acceptor.limit(0))
            .withMessage("an acceptor of 0 connections"));
  }

  @Test
  void whileItIsFullItHasOneTimerHoweverOftenSomebodyLeaves() throws Exception {
    connect(LIMIT + 20).forEach(Callbacks::closeLogged);
    settle();
    settle();
    assertThat(accepted).hasSize(LIMIT + 20);

    connect(LIMIT + 1);
    settle();

    assertThat(callbacks).hasToString("Callbacks[" + (LIMIT + 1) + " channels, 1 others]");
  }

  @Test
  void oneThatIsClosedWhileItIsFullAcceptsNobodyAny() throws Exception {
    List<SocketChannel> clients = connect(LIMIT + 1);
    settle();
    world.in(acceptor::close);
    clients.getFirst().close();
    settle();

    assertThat(accepted).hasSize(LIMIT);
    assertThat(callbacks).hasToString("Callbacks[" + (LIMIT - 1) + " channels, 0 others]");
  }
}
