package io.weightless.testing.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Address;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What the tests of the kits say and hear.
final class Talk {
  /// Longer than any stall; time is virtual.
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final int PIECE = 64 * 1024;

  /// A peer that resets is met by a read, or by a write, which some systems tell apart.
  private static final Set<Reason> BROKEN = Set.of(Reason.RESET, Reason.CLOSED_BY_PEER);

  private Talk() {}

  /// Something that may wait, and fail.
  interface Act {
    void run() throws IOException;
  }

  /// Returns when all other tasks wait, and what they have sent has come.
  static void untilAllWait() {
    for (int i = 0; i < 3; i++) {
      Task.sleep(LONG);
    }
  }

  /// Passes when `wait` really waits, and is cancelled there.
  static void assertWaits(Callable<?> wait) {
    assertThrows(DeadlineExceeded.class, () -> Scope.run(Deadline.after(LONG), _ -> wait.call()));
  }

  /// The world has broken `stream`, not this side, and the failure tells programs and people.
  static void assertBroken(Stream stream, @Nullable Throwable failure) {
    NetworkException broken = assertInstanceOf(NetworkException.class, failure);
    assertTrue(BROKEN.contains(broken.reason()), () -> broken.reason() + ": " + broken);
    Address peer = stream.remote();
    assertEquals(peer, broken.address());
    assertNames(peer, broken);
  }

  /// For people, who are told which one it was.
  static void assertNames(Object culprit, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(culprit.toString()), () -> "names " + culprit + ": " + message);
  }

  /// What `act` fails with; null when it does not.
  static @Nullable Throwable failureOf(Act act) {
    try {
      act.run();
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  /// Lets `wait` wait in a task of its own, then runs `end`.
  ///
  /// @return what the wait failed with
  static @Nullable Throwable failureWhen(Scope scope, Act wait, Act end) throws IOException {
    Task<@Nullable Throwable> waiting = scope.start("waiting", () -> failureOf(wait));
    untilAllWait();
    end.run();
    return waiting.await();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  /// The next `length` bytes as text, in as many reads as that takes.
  static String readText(Stream stream, int length) throws IOException {
    StringBuilder all = new StringBuilder();
    while (all.length() < length) {
      ByteBuffer part = stream.read();
      if (!part.hasRemaining()) {
        throw new AssertionError("the input ended after '" + all + "'");
      }
      all.append(text(part));
    }
    return all.toString();
  }

  static String readAllText(Stream stream) throws IOException {
    return new String(readAll(stream), UTF_8);
  }

  /// All that comes until the end.
  static byte[] readAll(Stream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      all.writeBytes(copy);
    }
    return all.toByteArray();
  }

  static void writeAndEnd(Stream stream, ByteBuffer... bytes) throws IOException {
    stream.write(bytes);
    stream.closeOutput();
  }

  /// Writes until the connection takes no more; some task has to end it.
  static void fill(Stream stream) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
    while (true) {
      stream.write(zeros.clear());
    }
  }

  static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new SplittableRandom(length).nextBytes(noise);
    return noise;
  }
}
