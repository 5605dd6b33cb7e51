package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.BusyException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TransferTest {
  private static final int SIZE = 200_000;

  @AutoClose private final Scene scene = new Scene();
  private final byte[] content = new byte[SIZE];
  private final FileSource file = new Content();

  TransferTest() {
    new SplittableRandom(3).nextBytes(content);
  }

  private final class Content implements FileSource {
    @Override
    public FileInfo info() {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      int length = (int) Math.min(target.remaining(), SIZE - position);
      if (length <= 0) {
        return -1;
      }
      target.put(content, (int) position, length);
      return length;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "noise";
    }
  }

  @Test
  void aPartOfAFileArrivesAsItIs() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        pair.near().transferFrom(file, 0, 0);
        scope.start(
            "sender",
            () -> {
              pair.near().transferFrom(file, 7, SIZE - 7);
              pair.near().closeOutput();
            });
        int at = 7;
        for (ByteBuffer part = pair.far().read(); part.hasRemaining(); part = pair.far().read()) {
          int length = part.remaining();
          assertThat(part).isEqualTo(ByteBuffer.wrap(content, at, length));
          at += length;
        }
        assertThat(at).isEqualTo(SIZE);
        assertThat(pair.near().written()).isEqualTo(SIZE - 7);
      }
    });
  }

  @Test
  void noPartOfAFileIsNegative() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        assertThatThrownBy(() -> pair.near().transferFrom(file, -1, 1))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.near().transferFrom(file, 1, -1))
            .isInstanceOf(IllegalArgumentException.class);
      }
    });
  }

  @Test
  void aFileThatIsTooShortFailsTheTransferAndIsNamed() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().transferFrom(file, SIZE - 10, 10);
        assertThatThrownBy(() -> pair.near().transferFrom(file, SIZE - 10, 11))
            .isInstanceOf(EOFException.class)
            .hasMessage("the file noise has only 200000 bytes, it was cut short");
      }
    });
  }

  @Test
  void aTransferIsAWriteToo() throws IOException {
    scene.run(scope -> {
      Pair pair = scene.connect();
      Task<?> sender = scope.start("sender", () -> pair.near().transferFrom(file, 0, SIZE));
      Task.sleep(Scene.UNTIL_ALL_WAIT);
      assertThatThrownBy(() -> pair.near().transferFrom(file, 0, 1))
          .isInstanceOf(BusyException.class);
      sender.cancel("enough");
      pair.close();
    });
  }
}
