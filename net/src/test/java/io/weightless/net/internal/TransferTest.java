package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachBackend
final class TransferTest {
  private static final int SIZE = 10 * 1024 * 1024;
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;
  private final byte[] content = new byte[SIZE];
  private final Path path;

  TransferTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    new SplittableRandom(3).nextBytes(content);
    path = Files.write(folder.resolve("file"), content);
  }

  private static void sendAll(Stream stream, FileSource file) throws IOException {
    stream.transferFrom(file, 0, file.size());
    stream.closeOutput();
  }

  /// Reads to the end, and says whether it was the first `count` bytes of the file.
  private void assertReceives(Stream stream, int count) throws IOException {
    CRC32C expected = new CRC32C();
    expected.update(content, 0, count);
    CRC32C received = new CRC32C();
    long length = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      length += part.remaining();
      received.update(part);
    }
    assertThat(length).isEqualTo(count);
    assertThat(received.getValue()).isEqualTo(expected.getValue());
  }

  @Test
  void aFileArrivesAsItIsAndDoesNotEnterTheHeap() throws IOException {
    world.run(scope -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        long allocated = allocatedBytes();
        scope.start("sender", () -> sendAll(pair.near(), file));
        assertReceives(pair.far(), SIZE);

        assertThat(allocatedBytes() - allocated).isLessThan(SIZE / 2);
        assertThat(world.backend.shared().counters.transferred).isEqualTo(SIZE);
        assertThat(world.backend.shared().counters.sent).as("through buffers").isZero();
      }
    });
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  @Test
  void aPartOfAFileArrives() throws IOException {
    world.run(_ -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        pair.near().transferFrom(file, 1_000, 0);
        pair.near().transferFrom(file, SIZE - 7, 7);
        pair.near().transferFrom(file, 3, 5);

        byte[] received = new byte[12];
        ByteBuffer.wrap(received).put(pair.far().read());
        assertThat(Arrays.copyOf(received, 7))
            .isEqualTo(Arrays.copyOfRange(content, SIZE - 7, SIZE));
        assertThat(Arrays.copyOfRange(received, 7, 12))
            .isEqualTo(Arrays.copyOfRange(content, 3, 8));
      }
    });
  }

  @Test
  void noPartOfAFileIsNegative() throws IOException {
    world.run(_ -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        assertThatThrownBy(() -> pair.near().transferFrom(file, -1, 1))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.near().transferFrom(file, 1, -1))
            .isInstanceOf(IllegalArgumentException.class);
      }
    });
  }

  @Test
  void aFileThatIsCutShortMeanwhileFailsTheTransferAndIsNamed() throws IOException {
    int left = SIZE - 1_000;
    world.run(scope -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        Task<Throwable> sender =
            scope.start("sender", () -> catchThrowable(() -> sendAll(pair.near(), file)));
        Task.sleep(UNTIL_ALL_WAIT);
        cut(left);
        Task<?> reader = scope.start("reader", () -> assertReceives(pair.far(), left));

        assertThat(sender.await())
            .isInstanceOf(EOFException.class)
            .hasMessage("the file " + path + " has only " + left + " bytes, it was cut short");
        pair.near().closeOutput();
        reader.await();
      }
    });
  }

  private void cut(long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(length);
    }
  }

  @Test
  void aTaskCancelledInATransferLeavesASharedFileOpenForOthers() throws IOException {
    world.run(scope -> {
      try (FileSource file = world.files().open(path);
          Pair stuck = world.connect();
          Pair other = world.connect()) {
        Task<?> cancelled = scope.start("stuck", () -> sendAll(stuck.near(), file));
        Task.sleep(UNTIL_ALL_WAIT);
        scope.start("other", () -> sendAll(other.near(), file));
        cancelled.cancel("not needed any more");

        assertReceives(other.far(), SIZE);
      }
    });
  }

  /// As it is in a task that is cancelled while its wait has just ended.
  @Test
  void aSetInterruptFlagLeavesTheFileOpenAndStaysSet() throws IOException {
    world.run(_ -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        Thread.currentThread().interrupt();
        pair.near().transferFrom(file, 0, 100);
        assertThat(file.size()).isEqualTo(SIZE);
        assertThat(file.read(ByteBuffer.allocate(8), 0)).isEqualTo(8);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pair.far().read().remaining()).isEqualTo(100);
      }
    });
  }

  @Test
  void aFileThatIsClosedMeanwhileFailsTheTransfer() throws IOException {
    world.run(scope -> {
      FileSource file = world.files().open(path);
      try (Pair pair = world.connect()) {
        Task<Throwable> sender =
            scope.start("sender", () -> catchThrowable(() -> sendAll(pair.near(), file)));
        Task.sleep(UNTIL_ALL_WAIT);
        file.close();
        Task<?> reader = scope.start("reader", () -> World.drain(pair.far()));

        assertThat(sender.await())
            .isInstanceOf(ClosedException.class)
            .hasMessage("the file " + path + " is closed");
        pair.near().closeOutput();
        reader.await();
      }
    });
  }

  @Test
  void aPeerThatResetsFailsTheTransferWhichNamesBoth() throws IOException {
    world.run(scope -> {
      try (FileSource file = world.files().open(path);
          Pair pair = world.connect()) {
        Task<Throwable> sender =
            scope.start("sender", () -> catchThrowable(() -> sendAll(pair.near(), file)));
        Task.sleep(UNTIL_ALL_WAIT);
        pair.far().reset();

        assertThat(sender.await())
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("send " + path + " to " + pair.near().remote() + ": ");
      }
    });
  }
}
