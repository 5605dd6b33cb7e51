package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.ClosedException;
import io.weightless.net.internal.EachBackend;
import io.weightless.protocol.World.Peer;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class TransportTest {
  private static final Limits LARGE = new Limits(1, 64 * 1024, 32 * World.MEBIBYTE);
  private static final int MUCH = 24 * World.MEBIBYTE;

  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();

  TransportTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void whatIsWrittenArrivesInItsOrder() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        Transport transport = recorder.transport();
        transport.write(World.bytes("Hello Cleveland!\n"));
        transport.write(
            World.bytes("Goodbye"), World.bytes(""), World.bytes(" cruel"), World.bytes(" world"));
        transport.write();
        transport.loseConnection();

        assertThat(World.readAllText(peer.stream()))
            .isEqualTo("Hello Cleveland!\nGoodbye cruel world");
      }
    });
  }

  @Test
  void aBufferThatWasWrittenMayBeUsedAgain() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        ByteBuffer buffer = World.bytes("first");
        recorder.transport().write(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        recorder.transport().write(buffer.clear().put(World.bytes("other")).flip());
        recorder.transport().loseConnection();

        assertThat(World.readAllText(peer.stream())).isEqualTo("firstother");
      }
    });
  }

  @Test
  void whatWasWrittenBeforeALossArrivesAlsoWhenThePeerIsSlow() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder, LARGE)) {
        World.settle();
        recorder.transport().write(ByteBuffer.allocate(MUCH - 1));
        World.settle();
        recorder.transport().write(ByteBuffer.allocate(1));
        recorder.transport().loseConnection();
        World.settle();
        assertThat(peer.end().state()).as("it waits").isEqualTo(Task.State.RUNNING);

        assertThat(World.drain(peer.stream())).isEqualTo(MUCH);
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void whatIsWrittenAfterALossIsThrownAway() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        Transport transport = recorder.transport();
        transport.write(World.bytes("before"));
        transport.loseConnection();
        ByteBuffer late = World.bytes("after");
        transport.write(late);

        assertThat(late.hasRemaining()).isFalse();
        assertThat(World.readAllText(peer.stream())).isEqualTo("before");
        peer.end().await();
        transport.write(World.bytes("much later"));
      }
    });
  }

  /// What it counts as waiting must come down to nothing.
  @Test
  void aBufferThatIsThereTwiceIsWrittenAndCountedOnce() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder, new Limits(1, 10, 1_000))) {
        World.settle();
        for (int i = 0; i < 100; i++) {
          ByteBuffer twice = World.bytes("100 times " + i);
          recorder.transport().write(twice, twice);
          World.settle();
        }
        recorder.transport().loseConnection();

        assertThat(World.readAllText(peer.stream())).startsWith("100 times 0").endsWith("times 99");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void whatComesInDuringALossIsThrownAway() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder, LARGE)) {
        World.settle();
        recorder.transport().write(ByteBuffer.allocate(MUCH));
        recorder.transport().loseConnection();
        peer.stream().write(ByteBuffer.allocate(MUCH)); // would wait for ever, were it not read
        peer.stream().closeOutput();
        world.settleUntilRead(MUCH); // what is not when it is closed would make a reset of that

        assertThat(World.drain(peer.stream())).isEqualTo(MUCH);
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.trail).containsExactly("connected", "lost");
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void anAbortThrowsAwayWhatWaits() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder, LARGE)) {
        World.settle();
        recorder.transport().write(ByteBuffer.allocate(MUCH));
        World.settle();
        recorder.transport().loseConnection();
        recorder.transport().abort();

        assertThatThrownBy(() -> World.drain(peer.stream()))
            .hasMessageContaining("Connection reset");
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.reason).isInstanceOf(ClosedException.class);
      }
    });
  }

  @Test
  void asMuchMayWaitAsTheLimitSaysAndNoByteMore() throws IOException {
    Limits limits = new Limits(1, 10, 1_000);
    Recorder full = writesAtOnce(600, 400);
    Recorder over = writesAtOnce(600, 401);

    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, full, limits);
          Peer other = world.peerOf(scope, over, limits)) {
        assertThat(World.drain(peer.stream())).isEqualTo(1_000);
        assertThat(peer.end().await()).isNull();
        assertThat(full.reason).isNull();

        assertThat(other.end().await()).isNull();
        assertThat(over.reason)
            .isInstanceOf(OutputTooLong.class)
            .hasMessage(
                "1,001 bytes would wait to be written to %s; limit 1,000: write from a producer,"
                    + " which is told to pause, or raise the limit",
                over.transport().remote());
        assertThatThrownBy(other::read).hasMessageContaining("Connection reset");
      }
    });
  }

  private static Recorder writesAtOnce(int... lengths) {
    return new Recorder() {
      @Override
      public void connected(Transport transport) throws Exception {
        super.connected(transport);
        for (int length : lengths) {
          transport.write(ByteBuffer.allocate(length));
        }
        transport.loseConnection();
      }
    };
  }

  @Test
  void whatTheSystemHasTakenDoesNotCount() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder, new Limits(1, 10, 1_000))) {
        for (int i = 0; i < 3; i++) {
          World.settle();
          recorder.transport().write(ByteBuffer.allocate(1_000));
        }
        recorder.transport().loseConnection();

        assertThat(World.drain(peer.stream())).isEqualTo(3_000);
        assertThat(peer.end().await()).isNull();
        assertThat(recorder.reason).isNull();
      }
    });
  }

  @Test
  void aPeerThatDoesNotReadCostsNoMoreThanTheLimit() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        long written = 0;
        while (recorder.reason == null) {
          recorder.transport().write(ByteBuffer.allocate(100_000));
          written += 100_000;
          World.settle();
        }

        assertThat(recorder.reason).isInstanceOf(OutputTooLong.class);
        assertThat(written).isGreaterThan(Limits.DEFAULT.waiting());
        assertThat(peer.end().await()).isNull();
      }
    });
  }

  @Test
  void bothEndsKnowTheirAddresses() throws IOException {
    world.run(scope -> {
      try (Peer peer = world.peerOf(scope, recorder)) {
        World.settle();
        Transport transport = recorder.transport();

        assertThat(transport.local()).isEqualTo(peer.stream().remote());
        assertThat(transport.remote()).isEqualTo(peer.stream().local());
        assertThat(transport)
            .hasToString("Transport[" + transport.local() + " to " + transport.remote() + "]");
      }
    });
  }

  @Test
  void limitsThatLeaveNoRoomAreRefused() {
    assertThatThrownBy(() -> new Limits(0, 1, 1)).hasMessage("a limit of 0 connections");
    assertThatThrownBy(() -> new Limits(1, -1, 1)).hasMessage("a limit of -1 bytes before a pause");
    assertThatThrownBy(() -> new Limits(1, 10, 10))
        .hasMessage(
            "with a limit of 10 bytes that wait no producer is paused above 10: let more wait than"
                + " that");
  }
}
