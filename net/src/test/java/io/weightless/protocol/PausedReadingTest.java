package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A transport as a producer.
@EachBackend
final class PausedReadingTest {
  private static final int MUCH = 24 * World.MEBIBYTE;

  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();

  PausedReadingTest(String backend) throws IOException {
    world = new World(backend);
  }

  private static Recorder onceConnected(Consumer<Transport> begin) {
    return new Recorder() {
      @Override
      public void connected(Transport transport) throws Exception {
        super.connected(transport);
        begin.accept(transport);
      }
    };
  }

  @Test
  void oneThatPausesAsSoonAsItIsConnectedReceivesNothingUntilItResumes() throws IOException {
    Recorder paused = onceConnected(Transport::pauseProducing);
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, paused)) {
        peer.write("hello");
        World.settle();
        assertThat(paused.trail).containsExactly("connected");

        paused.transport().resumeProducing();
        World.settle();
        assertThat(paused.trail).containsExactly("connected", "received hello");
      }
    });
  }

  @Test
  void aPauseActsAtOnceAndWhatComesMeanwhileIsKeptInItsOrder() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle(); // a read waits now
        recorder.transport().pauseProducing();
        peer.write("one ");
        World.settle();
        peer.write("two ");
        World.settle();
        assertThat(recorder.trail).containsExactly("connected");

        recorder.transport().resumeProducing();
        peer.write("three");
        World.settle();
        assertThat(recorder.trail).containsExactly("connected", "received one two three");
      }
    });
  }

  @Test
  void aPauseWithinAPieceHoldsTheNextOneBack() throws IOException {
    Recorder sip =
        new Recorder() {
          @Override
          public void received(ByteBuffer bytes) throws Exception {
            super.received(bytes);
            transport().pauseProducing();
          }
        };
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, sip)) {
        peer.stream().write(ByteBuffer.allocate(200_000));
        World.settle();
        long first = sip.count;
        assertThat(first).isPositive().isLessThan(200_000);
        World.settle();
        assertThat(sip.count).isEqualTo(first);

        sip.transport().resumeProducing();
        World.settle();
        assertThat(sip.count).isGreaterThan(first);
        sip.transport().abort();
      }
    });
  }

  @Test
  void theEndOfTheInputWaitsForTheResumeToo() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        recorder.transport().pauseProducing();
        peer.leave();
        World.settle();
        assertThat(recorder.trail).containsExactly("connected");

        recorder.transport().resumeProducing();
        peer.end().await();
        assertThat(recorder.trail).containsExactly("connected", "input ended", "lost");
      }
    });
  }

  @Test
  void theBackPressureReachesThePeer() throws IOException {
    Recorder paused = onceConnected(Transport::pauseProducing);
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, paused)) {
        Task<?> writing =
            scope.start("writes", () -> writeAll(peer.stream(), ByteBuffer.allocate(MUCH)));
        World.settle();
        assertThat(writing.state()).isEqualTo(Task.State.RUNNING);
        assertThat(peer.stream().written()).isLessThan(MUCH);

        paused.transport().resumeProducing();
        peer.end().await();
        assertThat(paused.count).isEqualTo(MUCH);
      }
    });
  }

  private static void writeAll(Stream stream, ByteBuffer bytes) throws IOException {
    stream.write(bytes);
    stream.closeOutput();
  }

  @Test
  void oneThatIsPausedCanBeLostAndAborted() throws IOException {
    Recorder other = new Recorder();
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder);
          Peer second = world.peerOf(scope, other)) {
        World.settle();
        recorder.transport().pauseProducing();
        other.transport().pauseProducing();
        peer.write("is held back");
        second.write("is held back");
        World.settle();
        recorder.transport().loseConnection();
        other.transport().abort();

        assertThat(peer.end().await()).isNull();
        assertThat(second.end().await()).isNull();
      }
    });

    assertThat(recorder.trail).containsExactly("connected", "lost");
    assertThat(other.trail).containsExactly("connected", "lost");
  }

  @Test
  void oneThatIsStoppedAsAProducerIsLost() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        recorder.transport().stopProducing();
        assertThat(peer.end().await()).isNull();
        recorder.transport().resumeProducing();
      }
    });

    assertThat(recorder.trail).containsExactly("connected", "lost");
    assertThat(recorder.reason).isNull();
  }

  /// Hands on to `target` what comes in, and the end.
  private static Recorder handsOn(Recorder target) {
    return new Recorder() {
      @Override
      public void connected(Transport transport) throws Exception {
        super.connected(transport);
        target.transport().registerProducer(transport);
      }

      @Override
      public void received(ByteBuffer bytes) {
        count += bytes.remaining();
        target.transport().write(bytes);
      }

      @Override
      public void lost(IOException why) {
        target.transport().unregisterProducer();
        target.transport().loseConnection();
      }
    };
  }

  @Test
  void twoThatAreJoinedHaveASlowReaderHoldTheFastWriterUp() throws IOException {
    Recorder source = handsOn(recorder);
    world.run(scope -> {
      try (Peer slow = world.peerOf(scope, recorder)) {
        World.settle();
        Peer fast = world.peerOf(scope, source);
        pour(scope, fast.stream());
        World.settle();
        assertThat(fast.stream().written()).isLessThan(3L * MUCH);
        assertThat(source.count).isLessThan(2L * MUCH);

        assertThat(World.drain(slow.stream())).isEqualTo(3L * MUCH);
        assertThat(slow.end().await()).isNull();
        assertThat(recorder.reason).as("no limit was met").isNull();
      }
    });
  }

  private static void pour(Scope scope, Stream stream) {
    scope.start(
        "pours",
        () -> {
          try (stream) {
            stream.write(ByteBuffer.allocate(3 * MUCH));
          }
        });
  }
}
