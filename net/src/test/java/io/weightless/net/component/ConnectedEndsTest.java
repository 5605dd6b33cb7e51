package io.weightless.net.component;

import static io.weightless.net.component.World.MEBIBYTE;
import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.drain;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.sends;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.takes;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.ComponentFailed;
import io.weightless.component.Graph;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.component.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

  /// What a component throws when it is run.
  private static Task<Throwable> start(Scope scope, Component<?, ?> component) {
    ThrowingCallable run = component::run;
    return scope.start("run", () -> catchThrowable(run));
  }

  /// Sends that, and then waits for ever.
  private static Component<Void, ByteBuffer> sendsAndStays(String text) {
    return part(
        "stays",
        (in, out) -> {
          out.send(bytes(text));
          in.receive();
        });
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
  void drainedWhereNobodyFeedsItItStopsReading() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, Void> pipeline = Connected.over(pair.near()).into(takesAll());
      Task<Throwable> run = start(scope, pipeline);
      pair.far().write(bytes("all"));
      settle();
      pipeline.drain();

      assertThat(readAllText(pair.far())).isEmpty();
      pair.far().close();
      assertThat(run.await()).isNull();
      assertThat(pipeline.state()).isEqualTo(State.FINISHED);
    });

    assertThat(came).containsExactly("all");
  }

  @Test
  void drainedInAPipelineItStillReadsTheAnswer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, Void> pipeline =
          sendsAndStays("ask").into(Connected.over(pair.near())).into(takesAll());
      Task<Throwable> run = start(scope, pipeline);
      settle();
      pipeline.drain();

      assertThat(readAllText(pair.far())).isEqualTo("ask");
      pair.far().write(bytes("answer"));
      pair.far().close();
      assertThat(run.await()).isNull();
    });

    assertThat(came).containsExactly("answer");
  }

  @Test
  void drainedInALoopItStopsReadingAndWritesWhatComesBack() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> late =
          part(
              "late",
              (in, out) -> {
                in.forEach(piece -> came.add(text(piece)));
                out.send(bytes("you said " + came));
              });
      Graph<Void, Void> loop = World.loop(Connected.over(pair.near()), late.into(echoes()));
      Task<Throwable> run = start(scope, loop);
      pair.far().write(bytes("x"));
      settle();
      loop.drain();

      assertThat(readAllText(pair.far())).isEqualTo("you said [x]");
      pair.far().close();
      assertThat(run.await()).isNull();
    });
  }

  @Test
  void whatNobodyReceivesIsThrownAwayAndNoResetOvertakesTheLastWord() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> brief = part("brief", (_, out) -> out.send(bytes("bye")));
      pair.far().write(bytes("unread"));
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), brief));

      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().write(bytes("still there?"));
      long before = world.reactor.clock().nanos();
      assertThat(run.await()).isNull();
      assertThat(world.reactor.clock().nanos() - before).isBetween(1L, Connected.LINGER.toNanos());
      pair.far().close();
    });
  }

  @Test
  void aPeerThatNeitherSpeaksNorEndsIsLeft() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> brief = part("brief", (_, out) -> out.send(bytes("bye")));
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), brief));

      assertThat(run.await()).isNull();
      assertThat(readAllText(pair.far())).isEqualTo("bye");
      pair.far().close();
    });
  }

  @Test
  void aResetBehindTheLastWordIsNoFailure() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> brief = part("brief", (_, out) -> out.send(bytes("bye")));
      Task<Throwable> run = start(scope, World.loop(Connected.over(pair.near()), brief));
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

  @Test
  void drainedWhereItFeedsItselfItStopsReading() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Connected echo = Connected.over(pair.near());
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(echo.out, echo.in);
      Task<Throwable> run = start(scope, graph);
      pair.far().write(bytes("echo"));
      settle();
      graph.drain();

      assertThat(readAllText(pair.far())).isEqualTo("echo");
      pair.far().close();
      assertThat(run.await()).isNull();
    });
  }
}
