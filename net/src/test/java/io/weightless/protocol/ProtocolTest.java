package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.ClosedException;
import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ProtocolTest {
  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();

  ProtocolTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void itIsToldOfTheConnectionWhatComesInTheEndAndTheLoss() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        peer.write("hello");
        peer.leave();

        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail)
            .containsExactly("connected", "received hello", "input ended", "lost");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void whatWasSentBeforeItBeganIsReceivedAfterConnected() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        peer.write("early");
        World.settle();

        assertThat(recorder.trail).containsExactly("connected", "received early");
      }
    });
  }

  @Test
  void aConnectionThatThisSideLosesHasNoReason() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        recorder.transport().loseConnection();

        assertThat(World.readAllText(peer.stream())).isEmpty();
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("connected", "lost");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void aResetByThePeerIsTheReason() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        peer.stream().reset();

        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("connected", "lost");
        assertThat(recorder.reason)
            .isNotInstanceOf(ClosedException.class)
            .hasMessageContaining("Connection reset");
      }
    });
  }

  @Test
  void anAbortIsTheReasonAndThePeerSeesAReset() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        Transport transport = recorder.transport();
        transport.abort();

        assertThat(recorder.trail).as("not from within").containsExactly("connected");
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("connected", "lost");
        assertThat(recorder.reason)
            .isInstanceOf(ClosedException.class)
            .hasMessage("the connection to %s was aborted", transport.remote());
        assertThatThrownBy(peer::read).hasMessageContaining("Connection reset");
      }
    });
  }

  @Test
  void theLossIsToldOnceAndNeverFromWithinACallback() throws IOException {
    Recorder eager =
        new Recorder() {
          @Override
          public void received(ByteBuffer bytes) throws Exception {
            super.received(bytes);
            transport().loseConnection();
            transport().abort();
            transport().abort();
            trail.add("returned");
          }

          @Override
          public void lost(@Nullable IOException why) throws Exception {
            super.lost(why);
            transport().abort();
            transport().loseConnection();
            transport().closeOutput();
          }
        };

    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, eager)) {
        peer.write("go");
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(eager.trail).containsExactly("connected", "received go", "returned", "lost");
  }

  @Test
  void itMayBeLostAsSoonAsItIsConnected() throws IOException {
    Recorder brief =
        new Recorder() {
          @Override
          public void connected(Transport transport) throws Exception {
            super.connected(transport);
            transport.write(World.bytes("bye"));
            transport.loseConnection();
            trail.add("returned");
          }
        };

    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, brief)) {
        assertThat(World.readAllText(peer.stream())).isEqualTo("bye");
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(brief.trail).containsExactly("connected", "returned", "lost");
    assertThat(brief.reason).isNull();
  }

  @Test
  void afterAnAbortNothingIsReceived() throws IOException {
    Recorder brief =
        new Recorder() {
          @Override
          public void connected(Transport transport) throws Exception {
            super.connected(transport);
            transport.abort();
          }
        };

    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, brief)) {
        peer.stream().write(ByteBuffer.allocate(100_000));
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(brief.trail).containsExactly("connected", "lost");
  }

  @Test
  void whenItsTaskIsCancelledThePeerSeesAResetAndTheLossIsTold() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, new Recorder())) {
        Task<?> task =
            scope.start("cancelled", () -> Protocols.run(peer.stream(), recorder, Limits.DEFAULT));
        World.settle();
        task.cancel("on purpose");
        World.settle();

        assertThat(task.state()).isEqualTo(Task.State.CANCELLED);
        assertThat(recorder.trail).containsExactly("connected", "lost");
        assertThat(recorder.reason)
            .isInstanceOf(ClosedException.class)
            .hasMessageEndingWith("was cut, with its task");
        assertThat(peer.end().await()).isNull();
      }
    });
  }

  @Test
  void onAStreamThatIsClosedAlreadyOnlyTheLossFollows() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, new Recorder())) {
        World.settle();
        peer.leave();
        Task<?> task = scope.start("late", () -> Protocols.run(peer.stream(), recorder));
        task.await();
      }
    });

    assertThat(recorder.trail).containsExactly("connected", "lost");
    assertThat(recorder.reason).isInstanceOf(ClosedException.class);
  }

  @Test
  void itIsForItsReactorOnly() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        Transport transport = recorder.transport();
        assertRefusedElsewhere(transport::abort);
        assertRefusedElsewhere(transport::loseConnection);
        assertRefusedElsewhere(transport::closeOutput);
        assertRefusedElsewhere(transport::pauseProducing);
        assertRefusedElsewhere(transport::unregisterProducer);
        assertRefusedElsewhere(() -> transport.write(World.bytes("x")));

        assertThat(peer.end().state()).isEqualTo(Task.State.RUNNING);
      }
    });
  }

  private void assertRefusedElsewhere(Runnable call) throws IOException {
    Throwable[] thrown = new Throwable[1];
    Thread other =
        Thread.ofPlatform()
            .unstarted(() -> {
              try {
                call.run();
              } catch (IllegalStateException e) {
                thrown[0] = e;
              }
            });
    other.start();
    try {
      assertThat(other.join(Duration.ofMinutes(1))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thrown[0]).isInstanceOf(IllegalStateException.class);
  }
}
