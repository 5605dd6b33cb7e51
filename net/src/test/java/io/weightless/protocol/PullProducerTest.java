package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class PullProducerTest {
  private static final int PIECE = World.MEBIBYTE;

  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();

  PullProducerTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Counts how often it is asked.
  private static class Pull implements Producer {
    int asked;
    int stopped;

    @Override
    public void resumeProducing() {
      asked++;
    }

    @Override
    public void stopProducing() {
      stopped++;
    }
  }

  private final class Pieces extends Pull {
    final int count;

    Pieces(int count) {
      this.count = count;
    }

    @Override
    public void resumeProducing() {
      super.resumeProducing();
      recorder.transport().write(ByteBuffer.allocate(PIECE));
      if (asked == count) {
        recorder.transport().unregisterProducer();
        recorder.transport().loseConnection();
      }
    }
  }

  private <P extends Producer> Peer begin(Scope scope, P producer) throws IOException {
    Peer peer = world.peerOf(scope, recorder);
    World.settle();
    recorder.transport().registerProducer(producer);
    return peer;
  }

  @Test
  void itIsAskedOncePerPieceAndAllArrives() throws IOException {
    Pieces pieces = new Pieces(40);
    world.run(scope -> {
      try (Peer peer = begin(scope, pieces)) {
        assertThat(World.drain(peer.stream())).isEqualTo(40L * PIECE);
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(pieces.asked).isEqualTo(40);
    assertThat(pieces.stopped).isZero();
    assertThat(recorder.reason).isNull();
  }

  @Test
  void aSlowPeerIsNotSentMoreThanItTakes() throws IOException {
    Pieces pieces = new Pieces(40);
    world.run(scope -> {
      try (Peer peer = begin(scope, pieces)) {
        World.settle();
        assertThat(pieces.asked).isPositive().isLessThan(20);

        World.drain(peer.stream());
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(pieces.asked).isEqualTo(40);
  }

  @Test
  void itIsAskedInATurnOfItsOwn() throws IOException {
    Pull pull = new Pull();
    world.run(scope -> {
      try (Peer _ = begin(scope, pull)) {
        assertThat(pull.asked).isZero();
        World.settle();
        assertThat(pull.asked).isEqualTo(1);
      }
    });
  }

  @Test
  void oneThatHasNothingYetIsAskedAgainOnlyAfterItHasWritten() throws IOException {
    Pull pull = new Pull();
    world.run(scope -> {
      try (Peer peer = begin(scope, pull)) {
        World.settle();
        World.settle();
        assertThat(pull.asked).isEqualTo(1);

        recorder.transport().write(World.bytes("now"));
        assertThat(peer.read()).isEqualTo("now");
        World.settle();
        assertThat(pull.asked).isEqualTo(2);
      }
    });
  }

  @Test
  void itIsNeverPaused() throws IOException {
    Pull pull = new Pull();
    world.run(scope -> {
      try (Peer peer = begin(scope, pull)) {
        World.settle();
        recorder.transport().write(ByteBuffer.allocate(Limits.DEFAULT.waiting()));
        World.settle();

        assertThat(peer.end().state()).isEqualTo(Task.State.RUNNING);
        assertThat(pull.stopped).isZero();
      }
    });
  }

  @Test
  void itIsStoppedWhenTheConnectionIsLost() throws IOException {
    Pull pull = new Pull();
    world.run(scope -> {
      try (Peer peer = begin(scope, pull)) {
        World.settle();
        peer.stream().reset();
        assertThat(peer.end().await()).isNull();
      }
    });

    assertThat(pull.stopped).isEqualTo(1);
  }

  @Test
  void aWriterWhoDoesNotReadFindsOutThatThePeerIsGone() throws IOException {
    Pieces endless = new Pieces(-1);
    world.run(scope -> {
      Peer peer = world.peerOf(scope, recorder);
      World.settle();
      recorder.transport().pauseProducing();
      peer.leave();
      World.settle();
      recorder.transport().registerProducer(endless);

      assertThat(peer.end().await()).isNull();
    });

    assertThat(recorder.reason).isNotNull();
    assertThat(recorder.trail).containsExactly("connected", "lost");
    assertThat(endless.stopped).isEqualTo(1);
  }

  @Test
  void oneThatFailsAbortsTheConnection() throws IOException {
    RuntimeException failure = new RuntimeException("on purpose");
    Pull wrong =
        new Pull() {
          @Override
          public void resumeProducing() {
            throw failure;
          }
        };
    world.run(scope -> {
      try (Peer peer = begin(scope, wrong)) {
        assertThat(peer.end().await()).isSameAs(failure);
      }
    });

    assertThat(wrong.stopped).isEqualTo(1);
    assertThat(recorder.reason).hasCause(failure);
  }
}
