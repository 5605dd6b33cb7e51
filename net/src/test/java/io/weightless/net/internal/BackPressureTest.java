package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class BackPressureTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;

  BackPressureTest(String backend) throws IOException {
    world = new World(backend);
  }

  private static long drain(Stream stream, CRC32C sum) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
      sum.update(part);
    }
    return count;
  }

  @Test
  void aHeapBufferLongerThanAllSystemBuffersGoesOutWhole() throws IOException {
    byte[] noise = new byte[24 * MEBIBYTE + 1];
    new SplittableRandom(8).nextBytes(noise);
    CRC32C sent = new CRC32C();
    sent.update(noise);
    CRC32C received = new CRC32C();

    world.run(scope -> {
      Pair pair = world.connect();
      scope.start("writer", () -> writeOnce(pair.near(), ByteBuffer.wrap(noise)));
      assertThat(drain(pair.far(), received)).isEqualTo(noise.length);
      pair.close();
    });

    assertThat(received.getValue()).isEqualTo(sent.getValue());
  }

  private static void writeOnce(Stream stream, ByteBuffer bytes) throws IOException {
    stream.write(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    stream.closeOutput();
  }

  @Test
  void aWaitingWriterHoldsNoBuffer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<?> writer = scope.start("writer", () -> World.fill(pair.near()));
      Task.sleep(UNTIL_ALL_WAIT);

      assertThat(world.backend.shared().pool.lent()).isZero();

      writer.cancel("seen");
      Task.yield();
      pair.close();
    });
  }
}
