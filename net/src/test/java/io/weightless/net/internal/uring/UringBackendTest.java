package io.weightless.net.internal.uring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.reactor.Work;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the other backends need not do: they have no bytes on the way.
final class UringBackendTest {
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  private UringBackend backend;
  private Reactor reactor;
  private Stream near;
  private Stream far;

  @BeforeEach
  void open() {
    try {
      backend = new UringBackend();
    } catch (IOException e) {
      Assumptions.abort(e.getMessage());
    }
    reactor = Reactor.open(backend, new VirtualClock(), new SplittableRandom(1));
  }

  private void run(Work<IOException> story) throws IOException {
    reactor.run(() -> {
      Network network = Reactor.current().service(Network.class);
      try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
        near = network.connect(listener.address());
        far = listener.accept();
      }
      story.run();
      near.close();
      far.close();
    });
  }

  /// Nothing that was lent or taken is missing.
  @AfterEach
  void close() {
    reactor.run(() -> Task.sleep(UNTIL_ALL_WAIT));
    assertThat(backend.shared().pool.lent()).as("lent").isZero();
    assertThat(backend.departures.used()).as("on their way").isZero();
    assertThat(backend.buffers.left()).as("the kernel's").isEqualTo(ProvidedBuffers.COUNT);
    assertThat(backend.isQuiet()).as("quiet").isTrue();
    reactor.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  /// Until the system takes no more.
  private static void fillUp(Stream stream) {
    ByteBuffer zeros = ByteBuffer.allocateDirect(64 * 1024);
    assertThatThrownBy(() ->
            Scope.run(
                Deadline.after(UNTIL_ALL_WAIT),
                _ -> {
                  while (true) {
                    stream.write(zeros.clear());
                  }
                }))
        .isInstanceOf(DeadlineExceeded.class);
  }

  private static long drain(Stream stream) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
    }
    return count;
  }

  @Test
  void whatWasTakenBeforeTheCloseArrivesAlsoWhereItHadToWait() throws IOException {
    run(() -> {
      fillUp(near);
      near.write(bytes("last words"));
      near.write(bytes("and some more"));
      long written = near.written();
      near.close();
      Task.sleep(UNTIL_ALL_WAIT);

      assertThat(drain(far)).isEqualTo(written);
    });
  }

  @Test
  void whatWasTakenBeforeTheOutputWasClosedArrivesAlsoWhereItHadToWait() throws IOException {
    run(() -> {
      fillUp(near);
      near.write(bytes("last words"));
      near.closeOutput();
      Task.sleep(UNTIL_ALL_WAIT);

      assertThat(drain(far)).isEqualTo(near.written());
    });
  }

  @Test
  void whatThePeerDoesNotTakeInTimeIsThrownAway() throws IOException {
    backend.linger = Duration.ofMillis(1);
    run(() -> {
      fillUp(near);
      near.write(bytes("never sent"));
      long written = near.written();
      near.close();
      Task.sleep(UNTIL_ALL_WAIT);
      assertThat(backend.departures.used()).isEqualTo(1);
      while (backend.departures.used() > 0) {
        Task.yield();
      }

      assertThat(drain(far)).isEqualTo(written - "never sent".length());
    });
  }

  @Test
  void aResetThrowsAwayWhatWasTaken() throws IOException {
    run(() -> {
      fillUp(near);
      near.write(bytes("never sent"));
      Task.sleep(UNTIL_ALL_WAIT);
      near.reset();
      Task.sleep(UNTIL_ALL_WAIT);

      assertThat(backend.departures.used()).isZero();
      assertThatThrownBy(() -> drain(far)).hasMessageContaining("Connection reset");
    });
  }

  @Test
  void aWriteThatFailsAfterItReturnedFailsTheNextOne() throws IOException {
    run(() -> {
      far.reset();
      near.write(bytes("taken"));
      Task.sleep(UNTIL_ALL_WAIT);

      assertThatThrownBy(() -> near.write(bytes("refused")))
          .hasMessageStartingWith("write to " + near.remote() + ": ");
      assertThatThrownBy(() -> near.write(bytes("refused again")))
          .hasMessageStartingWith("write to " + near.remote() + ": ");
    });
  }

  @Test
  void aWriteThatFailsAfterItReturnedFailsTheReadOfTheAnswer() throws IOException {
    run(() -> {
      far.reset();
      near.write(bytes("question"));

      assertThatThrownBy(near::read).hasMessageStartingWith("read from " + near.remote() + ": ");
    });
  }

  @Test
  void littleIsReceivedThatNobodyReads() throws IOException {
    run(() ->
        Scope.run(scope -> {
          far.write(bytes("armed"));
          near.read();
          near.release();
          Task<?> writer = scope.start("writer", () -> far.write(ByteBuffer.allocate(1 << 20)));
          Task.sleep(UNTIL_ALL_WAIT);
          assertThat(ProvidedBuffers.COUNT - backend.buffers.left()).isBetween(8, 64);

          long received = 0;
          while (received < 1 << 20) {
            received += near.read().remaining();
          }
          writer.await();
          return received;
        }));
  }

  /// Each byte says its place, modulo a prime.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aReaderThatPausesAndIsCancelledAtRandomLosesNothing(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int length = 2 << 20;
    run(() ->
        Scope.run(scope -> {
          scope.start("writer", () -> writeAll(random.split(), length));
          int place = 0;
          while (place < length) {
            if (random.nextInt(8) == 0) {
              Task.sleep(Duration.ofMillis(random.nextInt(3)));
            }
            ByteBuffer part = readOrGiveUp(random.nextInt(3));
            while (part.hasRemaining()) {
              assertThat(part.get()).isEqualTo((byte) (place++ % 251));
            }
          }
          return place;
        }));
  }

  private ByteBuffer readOrGiveUp(int millis) throws IOException {
    try {
      return Scope.run(Deadline.after(Duration.ofMillis(millis)), _ -> near.read());
    } catch (DeadlineExceeded _) {
      return ByteBuffer.allocate(0);
    }
  }

  private void writeAll(SplittableRandom random, int length) throws IOException {
    for (int place = 0; place < length; ) {
      byte[] piece =
          new byte[Math.min(length - place, random.nextInt(1, 1 << random.nextInt(1, 17)))];
      for (int i = 0; i < piece.length; i++) {
        piece[i] = (byte) ((place + i) % 251);
      }
      far.write(ByteBuffer.wrap(piece));
      place += piece.length;
      if (random.nextInt(8) == 0) {
        Task.sleep(Duration.ofMillis(random.nextInt(3)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 22, 38, 99})
  void whoRefusesSaysWhyAndWhatToDo(int number) {
    assertThat(Refusal.of(number))
        .hasMessageMatching(
            ".*(may not use|locked: raise RLIMIT_MEMLOCK|needs Linux 6.1|has no io_uring|error"
                + " 99).*");
  }
}
