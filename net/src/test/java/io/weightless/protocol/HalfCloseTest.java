package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Task;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class HalfCloseTest {
  @AutoClose private final World world;

  /// One that stays when the input ends.
  private final Recorder half =
      new Recorder() {
        @Override
        public boolean inputEnded() {
          trail.add("input ended");
          return true;
        }
      };

  HalfCloseTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void theOutputIsClosedBehindWhatWasWrittenAndTheInputGoesOn() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        World.settle();
        half.transport().write(World.bytes("hello"));
        half.transport().closeOutput();
        half.transport().closeOutput();
        assertThat(half.trail).as("not from within").containsExactly("connected");

        assertThat(World.readAllText(peer.stream())).isEqualTo("hello");
        assertThat(half.trail).containsExactly("connected", "output closed");

        peer.write("and you");
        World.settle();
        assertThat(half.trail).containsExactly("connected", "output closed", "received and you");
        assertThat(peer.end().state()).isEqualTo(Task.State.RUNNING);
      }
    });
  }

  @Test
  void whatIsWrittenAfterItIsThrownAway() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        World.settle();
        half.transport().write(World.bytes("hello"));
        half.transport().closeOutput();
        half.transport().write(World.bytes(" world"));
        World.settle();
        half.transport().write(World.bytes("lalala"));

        assertThat(World.readAllText(peer.stream())).isEqualTo("hello");
        World.settle();
        assertThat(half.trail).containsExactly("connected", "output closed");
      }
    });
  }

  @Test
  void aProtocolThatStaysGoesOnWritingWhenTheInputHasEnded() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        peer.write("question");
        peer.stream().closeOutput();
        World.settle();
        assertThat(half.trail).containsExactly("connected", "received question", "input ended");

        half.transport().write(World.bytes("answer"));
        World.settle();
        assertThat(peer.read()).isEqualTo("answer");
        half.transport().loseConnection();

        assertThat(peer.end().await()).isNull();
        assertThat(half.trail)
            .containsExactly("connected", "received question", "input ended", "lost");
        assertThat(half.reason).isNull();
      }
    });
  }

  @Test
  void aProtocolThatSaysNothingAboutItLosesTheConnectionBehindWhatItWrote() throws IOException {
    Recorder usual = new Recorder();
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, usual)) {
        World.settle();
        usual.transport().write(World.bytes("last words"));
        peer.stream().closeOutput();

        assertThat(World.readAllText(peer.stream())).isEqualTo("last words");
        assertThat(peer.end().await()).isNull();
        assertThat(usual.trail).containsExactly("connected", "input ended", "lost");
      }
    });
  }

  @Test
  void whenBothDirectionsHaveEndedTheConnectionIsLostInGoodOrder() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        peer.stream().closeOutput();
        World.settle();
        half.transport().closeOutput();

        assertThat(peer.end().await()).isNull();
        assertThat(half.trail).containsExactly("connected", "input ended", "output closed", "lost");
        assertThat(half.reason).isNull();
      }
    });
  }

  @Test
  void theSameInTheOtherOrder() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        World.settle();
        half.transport().closeOutput();
        World.settle();
        peer.stream().closeOutput();

        assertThat(peer.end().await()).isNull();
        assertThat(half.trail).containsExactly("connected", "output closed", "input ended", "lost");
        assertThat(half.reason).isNull();
      }
    });
  }

  @Test
  void aLossThatIsAskedForBehindItClosesTheRest() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, half)) {
        World.settle();
        half.transport().write(World.bytes("bye"));
        half.transport().closeOutput();
        half.transport().loseConnection();

        assertThat(World.readAllText(peer.stream())).isEqualTo("bye");
        assertThat(peer.end().await()).isNull();
        assertThat(half.trail).containsExactly("connected", "output closed", "lost");
        assertThat(half.reason).isNull();
      }
    });
  }

  @Test
  void whenThePeerIsGoneItPassesSilentlyAndTheLossIsToldOnce() throws IOException {
    Recorder usual = new Recorder();
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, usual)) {
        World.settle();
        peer.leave();
        usual.transport().write(World.bytes("X"));
        usual.transport().closeOutput();

        assertThat(peer.end().await()).isNull();
        assertThat(usual.trail.getFirst()).isEqualTo("connected");
        assertThat(usual.trail.getLast()).isEqualTo("lost");
        assertThat(usual.trail).doesNotHaveDuplicates();
      }
    });
  }
}
