package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes is read, or is malformed; and what is read keeps the limits.
@OneEngine
final class DamagedMessageTest {
  private static final int ROUNDS = 20_000;

  static Stream<Arguments> seeds() {
    return IntStream.range(0, 5).mapToObj(Arguments::of);
  }

  private static int read(ByteBuffer bytes) {
    try {
      Message message = Message.read(bytes, false);
      message.answers().forEach(DamagedMessageTest::assertIsWithinLimits);
      message.authorities().forEach(DamagedMessageTest::assertIsWithinLimits);
      return 1;
    } catch (MalformedMessage _) {
      return 0;
    }
  }

  private static void assertIsWithinLimits(ResourceRecord record) {
    assertThat(DomainName.parse(record.name())).hasToString(record.name());
    assertThat(record.timeToLive().isNegative()).isFalse();
  }

  /// Some survive and some do not, or it would show nothing.
  @ParameterizedTest
  @MethodSource("seeds")
  void damagedMessagesAreReadOrMalformed(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int survivors = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ByteBuffer bytes = MessageTest.many().get(round % 3).bytes();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes.put(random.nextInt(bytes.limit()), (byte) random.nextInt(256));
      }
      survivors += read(bytes);
    }
    assertThat(survivors).isBetween(1, ROUNDS - 1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noiseIsReadOrMalformed(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int survivors = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[12 + random.nextInt(300)];
      random.nextBytes(noise);
      for (int i = 4; i < 12; i += 2) { // few are claimed, so that some are read
        noise[i] = 0;
        noise[i + 1] &= 3;
      }
      survivors += read(ByteBuffer.wrap(noise));
    }
    assertThat(survivors).isLessThan(ROUNDS);
  }
}
