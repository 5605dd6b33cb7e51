package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final Duration SLOWNESS = Duration.ofSeconds(10);
  private static final Duration STALL = Duration.ofSeconds(20);

  @AutoClose private final Scene scene = new Scene(Conditions.DEFAULT.withDelays(SLOWNESS, STALL));

  /// Writes ten times, one after the other, while `fault` strikes, and says how long that takes.
  private Duration timeOfTenWrites(Fault fault) throws IOException {
    Duration[] time = {Duration.ZERO};
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        scene.strike(fault, () -> true);
        Duration start = scene.time();
        for (int i = 0; i < 10; i++) {
          pair.near().write(bytes("x"));
          readText(pair.far());
        }
        time[0] = scene.time().minus(start);
      }
    });
    return time[0];
  }

  @Test
  void aSlowPacketTakesLongerByAtMostTheSlowness() throws IOException {
    assertThat(timeOfTenWrites(Fault.SLOW))
        .isBetween(Duration.ofSeconds(1), SLOWNESS.multipliedBy(10).plusSeconds(1));
  }

  @Test
  void bytesThatAreHeldUpTakeLongerByAtMostTheStall() throws IOException {
    assertThat(timeOfTenWrites(Fault.STALLED))
        .isBetween(SLOWNESS, STALL.multipliedBy(10).plusSeconds(1));
  }

  @Test
  void bytesThatAreHeldUpHoldUpAllBehindThem() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        Duration start = scene.time();
        scene.strikeOnce(Fault.STALLED);
        pair.near().write(bytes("one "));
        pair.near().write(bytes("two"));

        assertThat(readText(pair.far())).isEqualTo("one two");
        assertThat(scene.time().minus(start)).isGreaterThan(Conditions.DEFAULT.maxLatency());
      }
    });
  }

  @Test
  void aConnectThatIsHeldUpTriesAgainAfterASecond() throws IOException {
    scene.strikeOnce(Fault.STALLED);
    scene.run(_ -> {
      try (Pair _ = scene.connect()) {
        assertThat(scene.time()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
      }
    });
    assertThat(scene.struck(Fault.STALLED)).isEqualTo(1);
  }

  @Test
  void aConnectThatIsHeldUpForEverTimesOut() throws IOException {
    scene.strike(Fault.STALLED, () -> true);
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        assertThatThrownBy(() -> scene.near().connect(listener.address()))
            .hasMessage("connect " + listener.address() + ": Connection timed out");
        assertThat(scene.time()).isEqualTo(Conditions.DEFAULT.connectTimeout());
      }
    });
  }

  @Test
  void aConnectIsRefusedThoughSomebodyListens() throws IOException {
    scene.strikeOnce(Fault.REFUSED);
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        assertThatThrownBy(() -> scene.near().connect(listener.address()))
            .hasMessage("connect " + listener.address() + ": Connection refused");
        scene.near().connect(listener.address()).close();
        listener.accept().close();
      }
    });
  }

  @Test
  void aConnectionThatIsLostIsResetAtBothEnds() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        scene.strikeOnce(Fault.LOST);
        pair.near().write(bytes("x"));

        assertThatThrownBy(() -> readTwice(pair.far()))
            .hasMessage("read from %s: Connection reset", pair.far().remote());
        assertThatThrownBy(pair.near()::read)
            .hasMessage("read from %s: Connection reset", pair.near().remote());
        assertThatThrownBy(() -> pair.near().write(bytes("y")))
            .hasMessage("write to %s: Connection reset", pair.near().remote());
      }
    });
  }

  /// Whatever is there first, its reset or what the other end does when it has seen its own.
  @Test
  void aConnectionThatIsLostNeverLooksAsIfItHadEnded() throws IOException {
    scene.run(_ -> {
      for (int i = 0; i < 100; i++) {
        try (Pair pair = scene.connect()) {
          int before = scene.struck(Fault.LOST);
          scene.strike(Fault.LOST, () -> scene.struck(Fault.LOST) == before);
          pair.near().write(bytes("x"));
          assertThatThrownBy(pair.near()::read).hasMessageEndingWith("Connection reset");
          pair.near().closeOutput();

          assertThatThrownBy(() -> Scene.drain(pair.far())).hasMessageEndingWith("reset");
        }
      }
    });
  }

  /// The reset may overtake what was written, or not.
  private static void readTwice(Stream stream) throws IOException {
    stream.read();
    stream.read();
  }

  @Test
  void aShortReadGetsPartOfWhatIsThereAndTheNextOneTheRest() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(ByteBuffer.allocate(1_000));
        scene.strikeOnce(Fault.SHORT_READ);
        int part = pair.far().read().remaining();
        int rest = pair.far().read().remaining();

        assertThat(part).isBetween(1, 999);
        assertThat(part + rest).isEqualTo(1_000);
      }
    });
  }

  @Test
  void aShortWriteGoesOnALittleLater() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        Duration start = scene.time();
        scene.strikeOnce(Fault.SHORT_WRITE);
        pair.near().write(ByteBuffer.allocate(1_000));

        assertThat(scene.time()).isGreaterThan(start);
        assertThat(pair.near().written()).isEqualTo(1_000);
      }
    });
    assertThat(scene.struck(Fault.SHORT_WRITE)).isEqualTo(1);
  }

  @Test
  void oneByteIsNeverCutShort() throws IOException {
    scene.strike(Fault.SHORT_READ, () -> true);
    scene.strike(Fault.SHORT_WRITE, () -> true);
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("x"));
        assertThat(readText(pair.far())).isEqualTo("x");
      }
    });
    assertThat(scene.struck(Fault.SHORT_READ) + scene.struck(Fault.SHORT_WRITE)).isZero();
  }
}
