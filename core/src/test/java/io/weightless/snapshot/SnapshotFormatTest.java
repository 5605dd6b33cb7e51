package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Bytes that are no snapshot of this program are refused, each with a word of its own.
class SnapshotFormatTest {
  private static final Replayable<@Nullable Void, String, String, String> ECHO =
      Replayable.<String, String, String>of(
              "echo",
              Codec.TEXT,
              Codec.TEXT,
              io -> {
                while (true) {
                  io.write(io.next());
                }
              })
          .version(3);

  private final byte[] snapshot = snapshotAfter(ECHO, "one", "two");

  private static byte[] snapshotAfter(
      Replayable<@Nullable Void, String, String, String> program, String... inputs) {
    try (var run = program.start()) {
      run.next();
      for (String input : inputs) {
        run.send(input);
        run.next();
      }
      return run.snapshot();
    }
  }

  private AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes) {
    return assertThatThrownBy(() -> ECHO.restore(bytes)).isInstanceOf(SnapshotRefused.class);
  }

  /// Who changes it raises the number of the format.
  @Test
  void itsBytesAreThese() {
    assertThat(HexFormat.of().formatHex(snapshotAfter(ECHO, "hi")))
        .isEqualTo(
            "576c536e" // magic
                + "01"
                + "0000002d" // bytes
                + "046563686f"
                + "03" // version
                + "00" // steps before
                + "00" // state
                + "00" // given back
                + "00" // input ended
                + "010000" // next
                + "090000" // read
                + "0200026869" // sent
                + "0a00026869" // wrote
                + "010000"
                + "090000"
                + checksum());
  }

  private static String checksum() {
    byte[] bytes = snapshotAfter(ECHO, "hi");
    return HexFormat.of().formatHex(bytes, bytes.length - 4, bytes.length);
  }

  @Test
  void eachTruncationIsRefused() {
    for (int length = 0; length < snapshot.length; length++) {
      assertRefused(Arrays.copyOf(snapshot, length))
          .hasMessageStartingWith(
              length < 4
                  ? "the snapshot is refused: these bytes are none"
                  : "the snapshot is refused: it is cut off: " + length + " bytes of ");
    }
  }

  @Test
  void eachChangedBitIsRefused() {
    for (int bit = 0; bit < snapshot.length * 8; bit++) {
      byte[] changed = snapshot.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(changed);
    }
  }

  @Test
  void randomMutationsAreRefused() {
    for (long seed = 1; seed <= 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] mutated = snapshot.clone();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      if (!Arrays.equals(mutated, snapshot)) {
        assertThatThrownBy(() -> ECHO.restore(mutated))
            .as("seed %d", seed)
            .isInstanceOf(SnapshotRefused.class);
      }
    }
  }

  /// Whoever made it: the checksum is right.
  @Test
  void forgedOnesAreRefusedOrAreOfAnotherRun() {
    int refused = 0;
    for (long seed = 1; seed <= 1_000; seed++) {
      try (var run = ECHO.restore(forged(new SplittableRandom(seed)))) {
        assertThat(run.obstacle()).as("seed %d", seed).isNull();
      } catch (SnapshotRefused | NotDeterministic e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  private byte[] forged(SplittableRandom random) {
    byte[] forged = snapshot.clone();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      forged[random.nextInt(9, forged.length - 4)] = (byte) random.nextInt(random.nextInt(1, 257));
    }
    CRC32C checksum = new CRC32C();
    checksum.update(forged, 0, forged.length - 4);
    ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) checksum.getValue());
    return forged;
  }

  @Test
  void moreBytesThanItHasAreRefused() {
    assertRefused(Arrays.copyOf(snapshot, snapshot.length + 1))
        .hasMessage("the snapshot is refused: it is damaged: its checksum is wrong");
  }

  @Test
  void anotherFormatIsRefused() {
    byte[] later = snapshot.clone();
    later[4] = 2;
    assertRefused(later).hasMessage("the snapshot is refused: it has format 2, and 1 is read here");
  }

  @Test
  void aDamagedOneIsRefused() {
    byte[] damaged = snapshot.clone();
    damaged[snapshot.length / 2]++;
    assertRefused(damaged)
        .hasMessage("the snapshot is refused: it is damaged: its checksum is wrong");
  }

  @Test
  void anotherProgramsOneIsRefused() {
    var other = Replayable.<String, String, String>of("other", Codec.TEXT, Codec.TEXT, io -> "");
    assertThatThrownBy(() -> other.restore(snapshot))
        .isInstanceOf(SnapshotRefused.class)
        .hasMessage("the snapshot is refused: it is of 'echo', not of 'other'");
  }

  @Test
  void anotherVersionsOneIsRefused() {
    assertThatThrownBy(() -> ECHO.version(4).restore(snapshot))
        .isInstanceOf(SnapshotRefused.class)
        .hasMessage("the snapshot is refused: it is of version 3 of 'echo', this is version 4");
  }

  @Test
  void whatItsCodecCantReadIsRefused() {
    Codec<String> none =
        Codec.TEXT.as(
            text -> {
              throw new IllegalArgumentException("no such text: " + text);
            },
            text -> text);
    var other = Replayable.of("echo", none, Codec.TEXT, io -> io.next()).version(3);
    assertThatThrownBy(() -> other.restore(snapshot))
        .isInstanceOf(SnapshotRefused.class)
        .hasMessage(
            "the snapshot is refused: it holds what its codec can't read: no such text: one");
  }

  @Test
  void aFailureThatIsNotKnownHereIsRefused() {
    var patient =
        Replayable.<String, String, String>of(
            "patient",
            Codec.TEXT,
            Codec.TEXT,
            io -> {
              try {
                return io.next();
              } catch (RuntimeException e) {
                io.yield();
                return "";
              }
            });
    try (var run = patient.failures(IOException.class, IOException::new).start()) {
      run.next();
      run.fail(new IOException());
      assertThatThrownBy(() -> patient.restore(run.snapshot()))
          .isInstanceOf(SnapshotRefused.class)
          .hasMessageContaining("java.io.IOException was thrown in it, which failures() was not");
    }
  }

  @Test
  void itHasAsManyBytesAsTheLimitAllowsAndNotOneMore() {
    int length = snapshotAfter(ECHO, "12345678").length;

    assertThat(snapshotAfter(ECHO.limit(length), "12345678")).hasSize(length);
    try (var run = ECHO.limit(length - 1).start()) {
      run.next();
      run.send("12345678");
      run.next();
      assertThatThrownBy(run::snapshot)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "coroutine 'echo' has no snapshot: step 3: its journal is longer than the limit of"
                  + " a snapshot, "
                  + (length - 1)
                  + " bytes");
      run.send("it goes on");
    }
  }

  @Test
  void moreBytesThanTheLimitAreRefused() {
    try (var run = ECHO.limit(snapshot.length).restore(snapshot)) {
      assertThat(run.step()).isNotNull();
    }
    assertThatThrownBy(() -> ECHO.limit(snapshot.length - 1).restore(snapshot))
        .isInstanceOf(SnapshotRefused.class)
        .hasMessage(
            "the snapshot is refused: "
                + snapshot.length
                + " bytes; limit "
                + (snapshot.length - 1));
  }
}
