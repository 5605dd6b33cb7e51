package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How a server of components ends.
@EachBackend
final class ConnectedServerEndsTest {
  @AutoClose private final World world;

  ConnectedServerEndsTest(String backend) throws IOException {
    world = new World(backend);
  }

  private interface Story {
    /// @param run what the server threw
    void run(Listener listener, ConnectedServer server, Task<Throwable> run) throws Exception;
  }

  private void serve(ConnectedServer.Protocol protocol, Story story) throws Exception {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      ConnectedServer server = new ConnectedServer(listener, protocol);
      ThrowingCallable all = server::run;
      story.run(listener, server, scope.start("run", () -> catchThrowable(all)));
    });
  }

  private Stream greeted(Listener listener) throws IOException {
    Stream stream = world.network().connect(listener.address());
    stream.write(bytes("hello"));
    assertThat(text(stream.read())).isEqualTo("hello");
    return stream;
  }

  private static Component<ByteBuffer, ByteBuffer> answersLate() {
    return part(
        "late",
        (in, out) -> {
          for (ByteBuffer piece : in) {
            Task.sleep(Duration.ofSeconds(5));
            out.send(piece);
          }
        });
  }

  @Test
  void aDrainFreesThePortAndAnswersWhatWasSent() throws Exception {
    serve(
        _ -> answersLate(),
        (listener, server, run) -> {
          Address address = listener.address();
          try (Stream stream = greeted(listener)) {
            stream.write(bytes("last"));
            settle();
            server.drain();
            settle();
            assertThatThrownBy(() -> world.network().connect(address))
                .isInstanceOf(NetworkException.class);
            assertThat(readAllText(stream)).isEqualTo("last");
          }
          assertThat(run.await()).isNull();
          assertThat(server.state()).isEqualTo(State.FINISHED);
        });
  }

  @Test
  void aDrainThatTakesTooLongBecomesAnAbort() throws Exception {
    serve(
        _ ->
            part(
                "stubborn",
                (in, out) -> {
                  out.send(in.receive());
                  Task.sleep(Duration.ofDays(1));
                }),
        (listener, server, run) -> {
          try (Stream stream = greeted(listener)) {
            long before = world.reactor.clock().nanos();
            server.drain(Duration.ofSeconds(10));
            run.await();
            assertThat(world.reactor.clock().nanos() - before)
                .isEqualTo(Duration.ofSeconds(10).toNanos());
            assertThatThrownBy(() -> readAllText(stream)).isInstanceOf(NetworkException.class);
          }
        });
  }

  @Test
  void aConnectionWhoseComponentIsBeingMadeIsDrainedToo() throws Exception {
    serve(
        _ -> {
          Task.sleep(Duration.ofSeconds(5));
          return echoes();
        },
        (listener, server, run) -> {
          try (Stream stream = world.network().connect(listener.address())) {
            settle();
            server.drain();
            assertThat(readAllText(stream)).isEmpty();
          }
          assertThat(run.await()).isNull();
        });
  }

  @Test
  void anAbortEndsAllAndTheirPeersSeeAFailure() throws Exception {
    serve(
        _ -> echoes(),
        (listener, server, run) -> {
          try (Stream one = greeted(listener);
              Stream other = greeted(listener);
              Stream fresh = world.network().connect(listener.address())) {
            server.abort("enough");
            assertThat(run.await()).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
            assertThatThrownBy(() -> readAllText(other)).isInstanceOf(NetworkException.class);
            assertThatThrownBy(() -> readAllText(fresh)).isInstanceOf(NetworkException.class);
          }
        });
  }

  @Test
  void oneThatIsAbortedLeavesTheOthers() throws Exception {
    serve(
        _ -> echoes(),
        (listener, server, run) -> {
          try (Stream one = greeted(listener);
              Stream other = greeted(listener)) {
            server.children().getFirst().abort("you");
            assertThatThrownBy(() -> readAllText(one)).isInstanceOf(NetworkException.class);
            other.write(bytes("still"));
            assertThat(text(other.read())).isEqualTo("still");
          }
          server.drain();
          assertThat(run.await()).isNull();
        });
  }

  @Test
  void whenTheListenerIsClosedTheOpenConnectionsLiveOn() throws Exception {
    serve(
        _ -> echoes(),
        (listener, server, run) -> {
          try (Stream one = greeted(listener)) {
            listener.close();
            settle();
            one.write(bytes("still"));
            assertThat(text(one.read())).isEqualTo("still");
            assertThat(server.state()).isEqualTo(State.RUNNING);
          }
          assertThat(run.await()).isNull();
        });
  }

  @Test
  void whereTheAddressIsTakenItCrashes() throws Exception {
    serve(
        _ -> echoes(),
        (listener, server, run) -> {
          ThrowingCallable second = new ConnectedServer(listener.address(), _ -> echoes())::run;
          assertThat(catchThrowable(second)).hasCauseInstanceOf(NetworkException.class);
          server.drain();
          assertThat(run.await()).isNull();
        });
  }

  @Test
  void toldToDrainBeforeItBeginsItServesNobody() throws Exception {
    world.run(_ -> {
      ConnectedServer server = new ConnectedServer(World.ANY_PORT, _ -> echoes());
      server.drain();
      server.run();
      assertThat(server.state()).isEqualTo(State.FINISHED);
    });
  }
}
