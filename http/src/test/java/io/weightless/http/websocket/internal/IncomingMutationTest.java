package io.weightless.http.websocket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conversations that were damaged at random. Whatever they have become, they are heard in one way
/// only, however they are cut, without a failure of ours and without end.
@OneEngine
final class IncomingMutationTest {
  private static final int ROUNDS = Integer.getInteger("weightless.rounds", 10_000);
  private static final int LONGEST_FRAME = 20_000;

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  private static final Deflate ALL = new Deflate(false, false, 15, 15);

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aDamagedConversationIsHeardInOneWay(boolean isServer, boolean isCompressed) {
    SplittableRandom random = new SplittableRandom(SEED);
    int violations = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] talk = damaged(Talk.random(random, isServer, isCompressed).bytes(), random);
      List<String> whole = heard(isServer, isCompressed, 8192, List.of(ByteBuffer.wrap(talk)));
      List<ByteBuffer> pieces = Frames.cut(talk, 1 + random.nextInt(40), random);
      List<String> cut = heard(isServer, isCompressed, 1 + random.nextInt(300), pieces);
      if (!cut.equals(whole)) {
        throw new AssertionError(
            "seed %d, round %d: %s\n%s\n%s"
                .formatted(SEED, round, HexFormat.of().formatHex(talk), whole, cut));
      }
      violations += !whole.isEmpty() && whole.getLast().startsWith("violation") ? 1 : 0;
    }
    assertThat(violations).isGreaterThan(ROUNDS / 4);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void onesThatAreNotDamagedAreHeardAsTheyAre(boolean isServer, boolean isCompressed) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS / 10; round++) {
      Talk talk = Talk.random(random, isServer, isCompressed);
      List<ByteBuffer> pieces = Frames.cut(talk.bytes(), 1 + random.nextInt(400), random);
      assertThat(heard(isServer, isCompressed, 1 + random.nextInt(300), pieces))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(talk.said());
    }
  }

  @Test
  void noiseIsNoConversation() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      List<String> whole = heard(true, true, 100, List.of(ByteBuffer.wrap(noise)));
      assertThat(heard(true, true, 1, Frames.cut(noise, 3, random)))
          .as("seed %d, round %d: %s", SEED, round, HexFormat.of().formatHex(noise))
          .isEqualTo(whole);
    }
  }

  private static List<String> heard(
      boolean isServer, boolean isCompressed, int room, List<ByteBuffer> pieces) {
    Inflating inflating = isCompressed ? Inflating.ofClient(ALL) : null;
    return Heard.of(new Incoming(isServer, LONGEST_FRAME, inflating), room, pieces);
  }

  static byte[] damaged(byte[] bytes, SplittableRandom random) {
    byte[] damaged = bytes;
    for (int times = 1 + random.nextInt(3); times > 0 && damaged.length > 0; times--) {
      int place = random.nextInt(damaged.length);
      int end = place + random.nextInt(Math.min(20, damaged.length - place) + 1);
      switch (random.nextInt(5)) {
        case 0 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[place] = (byte) random.nextInt();
        case 2 -> damaged = joined(damaged, place, damaged, end);
        case 3 -> damaged = joined(damaged, end, damaged, place);
        default -> damaged = Arrays.copyOf(damaged, place);
      }
    }
    return damaged;
  }

  /// The beginning of one, and the end of the other.
  private static byte[] joined(byte[] first, int to, byte[] second, int from) {
    byte[] joined = Arrays.copyOf(first, to + second.length - from);
    System.arraycopy(second, from, joined, to, second.length - from);
    return joined;
  }
}
