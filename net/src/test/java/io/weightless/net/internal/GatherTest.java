package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachBackend
final class GatherTest {
  @AutoClose private final World world;

  /// Of 8,000 bytes that are there at once: as many as a buffer of the backend takes.
  private final int firstRead;

  GatherTest(String backend) throws IOException {
    world = new World(backend);
    firstRead = backend.equals("uring") ? 2_048 : 8_000;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void buffersOfAnyKindAndLengthArriveInTheirOrder(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ByteBuffer[] sources = new ByteBuffer[random.nextInt(1, 9)];
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source(random, expected);
    }
    ByteArrayOutputStream received = new ByteArrayOutputStream();

    world.run(scope -> {
      Pair pair = world.connect();
      scope.start("writer", () -> writeAndEnd(pair.near(), sources));
      readAll(pair.far(), received);
      pair.close();
    });

    assertThat(received.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(sources).allMatch(source -> !source.hasRemaining());
  }

  /// Heap or direct, or read-only, or a part of one; from nothing to two megabytes.
  private static ByteBuffer source(SplittableRandom random, ByteArrayOutputStream expected) {
    byte[] noise = new byte[random.nextInt(1 << random.nextInt(1, 22))];
    random.nextBytes(noise);
    expected.writeBytes(noise);
    int before = random.nextInt(3);
    int after = random.nextInt(3);
    int capacity = before + noise.length + after;
    ByteBuffer buffer =
        random.nextBoolean() ? ByteBuffer.allocate(capacity) : ByteBuffer.allocateDirect(capacity);
    buffer.put(before, noise).position(before).limit(before + noise.length);
    return random.nextInt(4) == 0 ? buffer.asReadOnlyBuffer() : buffer;
  }

  private static void writeAndEnd(Stream stream, ByteBuffer... sources) throws IOException {
    stream.write(sources);
    stream.closeOutput();
  }

  private static void readAll(Stream stream, ByteArrayOutputStream all) throws IOException {
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      all.writeBytes(bytes);
    }
  }

  @Test
  void manySmallBuffersAreOneWrite() throws IOException {
    List<ByteBuffer> sources = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      sources.add(i % 2 == 0 ? ByteBuffer.allocate(4) : ByteBuffer.allocateDirect(4));
    }

    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(sources.toArray(ByteBuffer[]::new));

        assertThat(pair.far().read().remaining()).isEqualTo(firstRead);
      }
    });
  }
}
