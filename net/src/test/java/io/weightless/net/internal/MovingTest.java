package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static io.weightless.net.internal.World.readText;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.BusyException;
import io.weightless.net.FileSink;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
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
  void bothDirectionsGoAtOnce() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        scope.start("there", () -> moveAll(line.in(), line.out(), line.out()));
        scope.start("back", () -> moveAll(line.out(), line.in(), line.in()));
        for (int i = 0; i < 100; i++) {
          line.client().write(bytes("question " + i));
          assertThat(readText(line.server())).isEqualTo("question " + i);
          line.server().write(bytes("answer " + i));
          assertThat(readText(line.client())).isEqualTo("answer " + i);
        }
        line.client().closeOutput();
        line.server().closeOutput();
        assertThat(readAllText(line.server())).isEmpty();
        assertThat(readAllText(line.client())).isEmpty();
      }
    });
  }

  @Test
  void whatHasComeBeforeGoesFirst() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        line.client().write(bytes("GREETING "));
        assertThat(readText(line.in())).isEqualTo("GREETING ");
        line.client().write(bytes("then "));
        Task.sleep(UNTIL_ALL_WAIT);
        line.client().write(bytes("the rest"));
        line.client().closeOutput();
        scope.start("moving", () -> moveAll(line.in(), line.out(), line.out()));

        assertThat(readAllText(line.server())).isEqualTo("then the rest");
      }
    });
  }

  @Test
  void whatATransferThatWasCancelledHasNotPassedOnIsReadNext() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> sendAll(line.client()));

        assertThatThrownBy(() -> moveFor(UNTIL_ALL_WAIT, line.in(), line.out()))
            .isInstanceOf(DeadlineExceeded.class);

        scope.start(
            "rest",
            () -> {
              for (ByteBuffer part = line.in().read();
                  part.hasRemaining();
                  part = line.in().read()) {
                line.out().write(part);
              }
              line.out().closeOutput();
            });
        assertReceivesAll(line.server());
      }
    });
  }

  private static String moveFor(Duration time, Stream from, Sink target) throws IOException {
    return Scope.<String, IOException>run(
        Deadline.after(time),
        _ -> {
          from.transferTo(target);
          return "moved";
        });
  }

  @Test
  void aTransferThatWaitsForInputCanBeCancelledAndTheStreamIsAsItWas() throws IOException {
    world.run(_ -> {
      try (Line line = line()) {
        assertThatThrownBy(() -> moveFor(UNTIL_ALL_WAIT, line.in(), line.out()))
            .isInstanceOf(DeadlineExceeded.class);

        line.client().write(bytes("later"));
        assertThat(readText(line.in())).isEqualTo("later");
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

  @Test
  void aStreamThatIsMovedIsBusy() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        Task<Long> moving = scope.start("moving", () -> moveAll(line.in(), line.out(), line.out()));
        Task.sleep(UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> line.in().read()).isInstanceOf(BusyException.class);
        assertThatThrownBy(() -> line.in().transferTo(line.out()))
            .isInstanceOf(BusyException.class);
        line.client().close();
        assertThat(moving.await()).isZero();
      }
    });
  }

  /// Or what it was lent would be taken from under it.
  @Test
  void aStreamWhoseTargetIsSlowIsBusyToo() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> sendAll(line.client()));
        scope.start("moving", () -> moveAll(line.in(), line.out(), line.out()));
        Task.sleep(UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> line.in().read()).isInstanceOf(BusyException.class);
        assertReceivesAll(line.server());
      }
    });
  }

  @Test
  void aTargetThatIsGoneEndsIt() throws IOException {
    world.run(scope -> {
      try (Line line = line()) {
        scope.start(
            "client",
            () -> assertThatThrownBy(() -> sendAll(line.client())).isInstanceOf(IOException.class));
        line.server().reset();

        assertThatThrownBy(() -> line.in().transferTo(line.out()))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("write to " + line.out().remote());
        line.in().reset();
      }
    });
  }
}
