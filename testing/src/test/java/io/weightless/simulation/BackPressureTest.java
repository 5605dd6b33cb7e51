package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class BackPressureTest {
  private static final int WINDOW = 1_000;

  @AutoClose private final Scene scene = new Scene(Conditions.DEFAULT.withWindow(WINDOW));

  @Test
  void asManyBytesAsTheWindowHasAreWrittenAtOnce() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        var start = scene.time();
        pair.near().write(ByteBuffer.allocate(WINDOW));
        assertThat(scene.time()).isEqualTo(start);
      }
    });
  }

  @Test
  void oneMoreWaitsUntilSomethingIsRead() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        Task<?> writer =
            scope.start("writer", () -> pair.near().write(ByteBuffer.allocate(WINDOW + 1)));
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        assertThat(writer.state()).isEqualTo(Task.State.RUNNING);
        assertThat(pair.near().written()).isEqualTo(WINDOW);

        assertThat(pair.far().read().remaining()).isEqualTo(WINDOW);
        writer.await();
        assertThat(pair.near().written()).isEqualTo(WINDOW + 1);
        assertThat(pair.far().read().remaining()).isEqualTo(1);
      }
    });
  }

  @Test
  void eachDirectionHasAWindowOfItsOwn() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(ByteBuffer.allocate(WINDOW));
        pair.far().write(ByteBuffer.allocate(WINDOW));
        assertThat(pair.near().read().remaining()).isEqualTo(WINDOW);
        assertThat(pair.far().read().remaining()).isEqualTo(WINDOW);
      }
    });
  }

  @Test
  void aReadLendsNoMoreThanABufferHolds() throws IOException {
    try (Scene wide = new Scene(Conditions.DEFAULT.withWindow(Lending.CAPACITY + 1))) {
      wide.run(_ -> {
        try (Pair pair = wide.connect()) {
          pair.near().write(ByteBuffer.allocate(Lending.CAPACITY + 1));
          assertThat(pair.far().read().remaining()).isEqualTo(Lending.CAPACITY);
          assertThat(pair.far().read().remaining()).isEqualTo(1);
        }
      });
    }
  }

  @Test
  void aWriterWaitsUntilTheReaderReadsAndNoByteIsLost() throws IOException {
    int pieces = 100;
    int total = pieces * 3 * WINDOW;
    AtomicLong written = new AtomicLong();
    CRC32C sent = new CRC32C();
    CRC32C received = new CRC32C();

    scene.run(scope -> {
      Pair pair = scene.connect();
      scope.start("writer", () -> writeNoise(pair.near(), pieces, sent, written));
      Task.sleep(Scene.UNTIL_ALL_WAIT);
      assertThat(written.get()).isZero();

      assertThat(drain(pair.far(), received)).isEqualTo(total);
      pair.close();
    });

    assertThat(received.getValue()).isEqualTo(sent.getValue());
  }

  private static void writeNoise(Stream stream, int pieces, CRC32C sum, AtomicLong written)
      throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    byte[] piece = new byte[3 * WINDOW];
    for (int i = 0; i < pieces; i++) {
      random.nextBytes(piece);
      sum.update(piece);
      stream.write(ByteBuffer.wrap(piece));
      written.addAndGet(piece.length);
    }
    stream.closeOutput();
  }

  private static long drain(Stream stream, CRC32C sum) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
      sum.update(part);
    }
    return count;
  }
}
