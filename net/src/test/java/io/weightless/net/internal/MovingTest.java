package io.weightless.net.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.FileSink;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.IOException;
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

/// What comes in at one connection goes out at another, or into a file.
@EachBackend
final class MovingTest {
  private static final int SIZE = 5_000_000;
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;
  private final boolean moves;
  private final Path folder;
  private final byte[] content = new byte[SIZE];

  MovingTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    moves = !backend.equals("nio");
    this.folder = folder;
    new SplittableRandom(7).nextBytes(content);
  }

  /// `client` to `in`, from there to `out`, which is connected to `server`.
  private record Line(Stream client, Stream in, Stream out, Stream server)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      in.close();
      out.close();
      server.close();
    }
  }

  private Line line() throws IOException {
    Pair left = world.connect();
    Pair right = world.connect();
    return new Line(left.near(), left.far(), right.near(), right.far());
  }

  private void sendAll(Stream stream) throws IOException {
    stream.write(ByteBuffer.wrap(content));
    stream.closeOutput();
  }

  private static long moveAll(Stream from, Sink target, Stream end) throws IOException {
    long moved = from.transferTo(target);
    end.closeOutput();
    return moved;
  }

  private void assertReceivesAll(Stream stream) throws IOException {
    CRC32C received = new CRC32C();
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
      received.update(part);
    }
    CRC32C expected = new CRC32C();
    expected.update(content);
    assertThat(count).isEqualTo(SIZE);
    assertThat(received.getValue()).isEqualTo(expected.getValue());
  }

  @Test
  void allThatComesGoesOnInItsOrderWithoutEnteringThisProcess() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> sendAll(line.client()));
        Task<Long> moving = scope.start("moving", () -> moveAll(line.in(), line.out(), line.out()));
        long before = world.backend.shared().counters.received;

        assertReceivesAll(line.server());

        assertThat(moving.await()).isEqualTo(SIZE);
        if (moves) {
          assertThat(world.backend.shared().counters.moved).isEqualTo(SIZE);
          assertThat(world.backend.shared().counters.received - before)
              .as("by the server's end only")
              .isEqualTo(SIZE);
        }
      }
    });
  }

  @Test
  void aTeeGivesTheSameToBothAndWaitsForTheSlowerOne() throws IOException {
    Path copy = folder.resolve("copy");
    Files.writeString(copy, "before ");
    world.run(scope -> {
      try (Line line = line();
          FileSink file = world.files().append(copy)) {
        scope.start("client", () -> sendAll(line.client()));
        Task<Long> moving =
            scope.start("moving", () -> moveAll(line.in(), Sink.tee(line.out(), file), line.out()));

        Task.sleep(UNTIL_ALL_WAIT);
        assertThat(Files.size(copy)).as("nobody has read").isLessThan(SIZE);
        assertReceivesAll(line.server());
        assertThat(moving.await()).isEqualTo(SIZE);
      }
    });

    byte[] written = Files.readAllBytes(copy);
    assertThat(new String(written, 0, 7, US_ASCII)).isEqualTo("before ");
    assertThat(Arrays.copyOfRange(written, 7, written.length)).isEqualTo(content);
  }
}
