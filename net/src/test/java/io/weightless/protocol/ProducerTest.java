package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Push producers, and what holds for all.
@EachBackend
final class ProducerTest {
  private static final int MUCH = 16 * World.MEBIBYTE;
  private static final Limits LIMITS = new Limits(1, 1_000, 2 * MUCH);

  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();
  private final Push producer = new Push();

  ProducerTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Writes down what it is told, beside what the protocol is told.
  private final class Push implements PushProducer {
    @Override
    public void pauseProducing() {
      recorder.trail.add("pause");
    }

    @Override
    public void resumeProducing() {
      recorder.trail.add("resume");
    }

    @Override
    public void stopProducing() {
      recorder.trail.add("stop");
    }

    @Override
    public String toString() {
      return "push";
    }
  }

  private Peer begin(Scope scope) throws IOException {
    Peer peer = world.peerOf(scope, recorder, LIMITS);
    World.settle();
    recorder.trail.clear();
    recorder.transport().registerProducer(producer);
    return peer;
  }

  @Test
  void itIsPausedWhenMoreWaitsThanShouldAndResumedWhenAllIsTaken() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        World.settle();
        assertThat(recorder.trail).as("it writes by itself").isEmpty();

        recorder.transport().write(ByteBuffer.allocate(MUCH));
        assertThat(recorder.trail).as("from within the write").containsExactly("pause");
        recorder.transport().write(ByteBuffer.allocate(MUCH));
        World.settle();
        assertThat(recorder.trail).as("once").containsExactly("pause");

        long read = peer.stream().read().remaining();
        World.settle();
        assertThat(recorder.trail).as("not all is taken").containsExactly("pause");

        while (read < 2L * MUCH) {
          read += peer.stream().read().remaining();
        }
        World.settle();
        assertThat(recorder.trail).containsExactly("pause", "resume");
      }
    });
  }

  @Test
  void asMuchAsTheLimitMayWaitAndNoByteMore() throws IOException {
    world.run(scope -> {
      try (Peer _ = begin(scope)) {
        recorder.transport().write(ByteBuffer.allocate(600));
        recorder.transport().write(ByteBuffer.allocate(400));
        assertThat(recorder.trail).isEmpty();
        recorder.transport().write(ByteBuffer.allocate(1));
        assertThat(recorder.trail).containsExactly("pause");

        World.settle();
        assertThat(recorder.trail).containsExactly("pause", "resume");
        recorder.transport().write(ByteBuffer.allocate(1_001));
        assertThat(recorder.trail).containsExactly("pause", "resume", "pause");
      }
    });
  }

  @Test
  void oneThatWasNotPausedIsNotResumed() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().write(World.bytes("little"));

        assertThat(peer.read()).isEqualTo("little");
        World.settle();
        assertThat(recorder.trail).isEmpty();
      }
    });
  }

  @Test
  void oneThatHasUnregisteredIsNotToldAnythingAnyMore() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().write(ByteBuffer.allocate(2_000));
        recorder.transport().unregisterProducer();
        recorder.transport().unregisterProducer();
        World.settle();
        recorder.transport().abort();
        peer.end().await();

        assertThat(recorder.trail).containsExactly("pause", "lost");
      }
    });
  }

  @Test
  void aSecondOneIsRefused() throws IOException {
    world.run(scope -> {
      try (Peer _ = begin(scope)) {
        assertThatThrownBy(() -> recorder.transport().registerProducer(producer))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("can't register push: push was never unregistered");

        recorder.transport().unregisterProducer();
        recorder.transport().registerProducer(producer);
        recorder.transport().write(ByteBuffer.allocate(2_000));
        assertThat(recorder.trail).containsExactly("pause");
      }
    });
  }

  @Test
  void itIsStoppedOnceBeforeTheLossIsTold() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().abort();
        assertThat(recorder.trail).as("not from within").isEmpty();
        peer.end().await();

        assertThat(recorder.trail).containsExactly("stop", "lost");
      }
    });
  }

  @Test
  void itIsStoppedWhenThePeerIsGone() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().write(ByteBuffer.allocate(MUCH));
        World.settle();
        peer.stream().reset();
        peer.end().await();

        assertThat(recorder.trail).containsExactly("pause", "stop", "lost");
      }
    });
  }

  @Test
  void itIsStoppedWhenTheInputEndsUnlessTheProtocolStays() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().write(World.bytes("written"));
        peer.stream().closeOutput();

        assertThat(World.readAllText(peer.stream())).isEqualTo("written");
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("input ended", "stop", "lost");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void onALostConnectionItIsStoppedAtOnce() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().unregisterProducer();
        recorder.transport().abort();
        recorder.transport().registerProducer(producer);
        assertThat(recorder.trail).containsExactly("stop");
        peer.end().await();
        recorder.transport().registerProducer(producer);

        assertThat(recorder.trail).containsExactly("stop", "lost", "stop");
      }
    });
  }

  @Test
  void onALostConnectionASecondOneIsStoppedAtOnceToo() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().abort();
        recorder.transport().registerProducer(producer);
        assertThat(recorder.trail).containsExactly("stop");
        peer.end().await();

        assertThat(recorder.trail).containsExactly("stop", "stop", "lost");
      }
    });
  }

  @Test
  void onOneThatIsBeingLostOrWhoseOutputIsClosedItIsStoppedAtOnceToo() throws IOException {
    world.run(scope -> {
      try (Peer _ = begin(scope)) {
        recorder.transport().unregisterProducer();
        recorder.transport().closeOutput();
        recorder.transport().registerProducer(producer);
        assertThat(recorder.trail).containsExactly("stop");
        recorder.transport().loseConnection();
        recorder.transport().registerProducer(producer);

        assertThat(recorder.trail).containsExactly("stop", "stop");
      }
    });
  }

  @Test
  void aLossWaitsUntilItHasFinished() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().loseConnection();
        World.settle();
        assertThat(recorder.trail).isEmpty();

        recorder.transport().write(World.bytes("the rest"));
        World.settle();
        recorder.transport().unregisterProducer();
        recorder.transport().write(World.bytes("too late"));

        assertThat(World.readAllText(peer.stream())).isEqualTo("the rest");
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("lost");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void theEndOfTheOutputWaitsUntilItHasFinished() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        recorder.transport().closeOutput();
        World.settle();
        recorder.transport().write(World.bytes("the rest"));
        assertThat(peer.read()).isEqualTo("the rest");
        recorder.transport().unregisterProducer();

        assertThat(World.readAllText(peer.stream())).isEmpty();
        assertThat(recorder.trail).containsExactly("output closed");
      }
    });
  }

  @Test
  void oneThatDoesNotHeedThePauseMeetsTheLimit() throws IOException {
    world.run(scope -> {
      try (Peer peer = begin(scope)) {
        for (int i = 0; i < 4; i++) {
          recorder.transport().write(ByteBuffer.allocate(MUCH));
          World.settle();
        }
        peer.end().await();

        assertThat(recorder.trail).containsExactly("pause", "stop", "lost");
        assertThat(recorder.reason).isInstanceOf(OutputTooLong.class);
      }
    });
  }
}
