package io.weightless.net.component;

import static io.weightless.net.component.World.MEBIBYTE;
import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.drain;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.sends;
import static io.weightless.net.component.World.sendsAndStays;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.start;
import static io.weightless.net.component.World.takes;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.ComponentFailed;
import io.weightless.component.Graph;
import io.weightless.component.Wire;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.component.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How a connection that is a component ends, otherwise than by both ends.
@EachBackend
final class ConnectedEndsTest {
  @AutoClose private final World world;
  private final List<String> came = new ArrayList<>();

  ConnectedEndsTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Receives nothing.
  private static Component<ByteBuffer, ByteBuffer> saysBye() {
    return part("brief", (_, out) -> out.send(bytes("bye")));
  }

  private Component<ByteBuffer, Void> takesAll() {
    return takes(piece -> came.add(text(piece)));
  }

  @Test
  void aBrokenConnectionIsACrashWithThePath() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<Throwable> run =
          start(scope, sendsAndStays("x").into(Connected.over(pair.near())).into(takesAll()));
      settle();
      pair.far().reset();

      assertThat(run.await())
          .isInstanceOf(ComponentFailed.class)
          .hasMessageContaining("Pipeline/Connected")
          .hasCauseInstanceOf(NetworkException.class);
    });
  }

  @Test
  void whereNobodyListensItCrashes() throws IOException {
    world.run(scope -> {
      Address closed;
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        closed = listener.address();
      }
      Throwable thrown = start(scope, sends("x").into(Connected.to(closed))).await();

      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    });
  }

  @Test
  void anAbortIsAFailureForThePeer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Connected connected = Connected.over(pair.near());
      Component<Void, Void> pipeline = sendsAndStays("x").into(connected).into(takesAll());
      Task<Throwable> run = start(scope, pipeline);
      assertThat(text(pair.far().read())).isEqualTo("x");
      pipeline.abort("enough");

      run.await();
      assertThat(connected.state()).isEqualTo(State.CANCELLED);
      assertThatThrownBy(() -> pair.far().read()).isInstanceOf(NetworkException.class);
      pair.far().close();
    });
  }

  @Test
  void whatNobodyReceivesIsThrownAwayAndNoResetOvertakesTheLastWord() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      pair.far().write(bytes("unread"));
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), saysBye()));

      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().write(bytes("still there?"));
      long before = world.reactor.clock().nanos();
      assertThat(run.await()).isNull();
      assertThat(world.reactor.clock().nanos() - before).isBetween(1L, Connected.LINGER.toNanos());
      pair.far().close();
    });
  }

  @Test
  void whereItsOutletLeadsNowhereItThrowsAwayWhatComesBehindItsOwnEnd() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<Throwable> run = start(scope, sends("bye").into(Connected.over(pair.near())));
      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().write(bytes("still there?"));
      settle();
      pair.far().write(bytes("still there?"));
      settle();
      pair.far().close();

      assertThat(run.await()).isNull();
      assertThat(world.reactor.clock().nanos()).isLessThan(Connected.LINGER.toNanos());
    });
  }

  @Test
  void whatCameBeforeItsWireWasRemovedIsWrittenThoughThePeerHasEnded() throws IOException {
    int total = 32 * MEBIBYTE;
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, ByteBuffer> feeder =
          part(
              "feeder",
              (in, out) -> {
                out.send(ByteBuffer.allocateDirect(total));
                out.send(bytes("last"));
                in.receive();
              });
      Connected connected = Connected.over(pair.near());
      Graph<Void, Void> graph = new Graph<>();
      Wire wire = graph.wire(feeder.out, connected.in);
      Task<Throwable> run = start(scope, graph);
      settle();
      wire.remove();
      pair.far().closeOutput();
      settle();

      assertThat(drain(pair.far())).isEqualTo(total + 4);
      pair.far().close();
      graph.drain();
      assertThat(run.await()).isNull();
    });
  }

  @Test
  void aPeerThatNeitherSpeaksNorEndsIsLeft() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), saysBye()));

      assertThat(run.await()).isNull();
      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().close();
    });
  }

  @Test
  void aResetBehindTheLastWordIsNoFailure() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), saysBye()));
      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().reset();

      assertThat(run.await()).isNull();
    });
  }

  @Test
  void aPeerThatIsNoLongerHeardIsStillTalkedTo() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, ByteBuffer> late =
          part(
              "late",
              (_, out) -> {
                Task.sleep(Duration.ofSeconds(5));
                out.send(bytes("late"));
              });
      Component<ByteBuffer, Void> first = part("first", (in, _) -> came.add(text(in.receive())));
      Task<Throwable> run = start(scope, late.into(Connected.over(pair.near())).into(first));
      pair.far().write(bytes("first"));
      settle();
      pair.far().write(bytes("second"));
      Task.sleep(Connected.LINGER.plusSeconds(1));
      pair.far().write(ByteBuffer.allocateDirect(32 * MEBIBYTE));

      assertThat(readAllText(pair.far())).isEqualTo("late");
      pair.far().close();
      assertThat(run.await()).isNull();
    });

    assertThat(came).containsExactly("first");
  }

  @Test
  void anEndOfBothIsSeenWithoutAnyWait() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<Throwable> run =
          start(scope, sends("x").into(Connected.over(pair.near())).into(takesAll()));
      pair.far().closeOutput();
      assertThat(drain(pair.far())).isEqualTo(1);
      assertThat(run.await()).isNull();
      assertThat(world.reactor.clock().nanos()).isZero();
      pair.far().close();
    });
  }
}
