package io.weightless.testing;

import static io.weightless.testing.ScriptedStreamTest.bytes;
import static io.weightless.testing.ScriptedStreamTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@InTask
final class FaultyStreamTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String ANSWER = "200 fine\r\n";

  private final ScriptedStream peer = new ScriptedStream();
  private final FaultyStream faulty = new FaultyStream(peer);

  /// The program under test of the example: asks, and reads a line.
  private static String fetch(Stream stream) throws IOException {
    try (stream) {
      stream.write(bytes("GET /\r\n"));
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        ByteBuffer part = stream.read();
        if (!part.hasRemaining()) {
          throw new IOException("the answer ends too early");
        }
        line.append(text(part));
      }
      return line.toString();
    }
  }

  private static ScriptedStream answers() {
    return new ScriptedStream().expect("GET /\r\n").send(ANSWER);
  }

  @Test
  void theExampleOfItsDocumentation() {
    for (long n = 0; n < ANSWER.length(); n++) {
      ScriptedStream below = answers();
      FaultyStream broken = new FaultyStream(below).resetAfterReading(n);

      assertThatThrownBy(() -> fetch(broken)).isInstanceOf(IOException.class);

      assertThat(broken.bytesRead()).isEqualTo(n);
      assertThat(broken.isClosed()).isTrue();
      assertThat(below.wasReset()).isTrue();
    }
  }

  @Test
  void aConnectionMayBreakAfterEachByteThatIsWritten() {
    for (long n = 0; n < "GET /\r\n".length(); n++) {
      ScriptedStream below = answers();
      FaultyStream broken = new FaultyStream(below).resetAfterWriting(n);

      assertThatThrownBy(() -> fetch(broken))
          .hasMessageContaining("was reset: a fault of the test");

      assertThat(below.written()).isEqualTo(broken.written()).isEqualTo(n);
      assertThat(below.wasReset()).isTrue();
    }
  }

  @Test
  void withoutFaultsItIsTheStreamBelow() throws IOException {
    ScriptedStream below = answers();
    FaultyStream sound = new FaultyStream(below);

    assertThat(fetch(sound)).isEqualTo(ANSWER);

    assertThat(sound.struck()).isZero();
    assertThat(sound.remote()).isEqualTo(below.remote());
    assertThat(below.isClosed()).isTrue();
    below.assertOver();
  }

  @Test
  void bytesComeInPiecesOfEverySize() throws IOException {
    for (int size = 1; size <= ANSWER.length(); size++) {
      FaultyStream slow = new FaultyStream(answers()).shortReads(size).shortWrites(size);

      assertThat(fetch(slow)).isEqualTo(ANSWER);
      assertThat(slow.struck() > 0).isEqualTo(size < ANSWER.length());
    }
  }

  @RepeatedTest(20)
  void bytesComeInPiecesByChance(Reactor reactor) throws IOException {
    peer.expect("x".repeat(500)).send("y".repeat(500)).end();
    faulty.randomly(reactor.random()).stalls(SECOND);

    faulty.write(bytes("x".repeat(100)), bytes("x".repeat(400)));

    List<Integer> sizes = new ArrayList<>();
    for (ByteBuffer part = faulty.read(); part.hasRemaining(); part = faulty.read()) {
      sizes.add(part.remaining());
    }
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
    assertThat(sizes).hasSizeGreaterThan(8).allMatch(size -> size <= 64);
    assertThat(reactor.clock().nanos()).isPositive();
  }

  @Test
  void theSameSeedMakesTheSamePieces() throws IOException {
    assertThat(sizes(5)).isEqualTo(sizes(5)).isNotEqualTo(sizes(6));
  }

  private static List<Integer> sizes(long seed) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    ScriptedStream below = new ScriptedStream().send("y".repeat(500)).end();
    FaultyStream stream = new FaultyStream(below).randomly(new SplittableRandom(seed));
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      sizes.add(part.remaining());
    }
    return sizes;
  }

  @Test
  void eachReadAndEachPieceThatIsWrittenWaitsForItsStall(VirtualClock clock) throws IOException {
    peer.send("a", "b");
    faulty.stalls(SECOND).shortWrites(2);

    faulty.write(bytes("four"));
    assertThat(clock.nanos()).isEqualTo(SECOND.multipliedBy(2).toNanos());

    faulty.read();
    faulty.read();
    assertThat(clock.nanos()).isEqualTo(SECOND.multipliedBy(4).toNanos());
    assertThat(faulty.struck()).isEqualTo(5); // one write was cut too
  }

  @Test
  void theInputEndsEarly() throws IOException {
    peer.send("whole");
    faulty.endAfterReading(3);

    assertThat(text(faulty.read())).isEqualTo("who");
    assertThat(faulty.read().remaining()).isZero();
    assertThat(faulty.read().remaining()).isZero();
  }

  @Test
  void oneDirectionFailsWhileTheOtherGoesOn() throws IOException {
    peer.send("abc", "def");
    faulty.failAfterReading(4).failAfterWriting(2);
    ByteBuffer source = bytes("xyz");

    assertThat(text(faulty.read()) + text(faulty.read())).isEqualTo("abcd");
    assertThatThrownBy(faulty::read).hasMessage("cannot read from script:1: a fault of the test");
    assertThatThrownBy(() -> faulty.write(source))
        .hasMessage("cannot write to script:1: a fault of the test");

    assertThat(source.remaining()).isEqualTo(1);
    assertThat(peer.writtenText()).isEqualTo("xy");
    assertThat(peer.isClosed()).isFalse();
  }

  @Test
  void aReaderThatWaitsSeesTheResetThatAWriteMeets(Scope scope) {
    faulty.resetAfterWriting(1);

    Task<Throwable> reader = scope.start("reader", () -> catchThrowable(faulty::read));
    Task.yield();
    Throwable met = catchThrowable(() -> faulty.write(bytes("xy")));

    assertThat(met).hasMessageContaining("was reset");
    assertThat(reader.await()).isSameAs(met);
    assertThatThrownBy(() -> faulty.write(bytes("z"))).isSameAs(met);
  }

  @Test
  void whoWaitsInAStallSeesTheClose(Scope scope) {
    faulty.stalls(SECOND);
    Task<Throwable> reader = scope.start("reader", () -> catchThrowable(faulty::read));
    Task<Throwable> writer =
        scope.start("writer", () -> catchThrowable(() -> faulty.write(bytes("x"))));
    Task.yield();

    assertThatThrownBy(faulty::read).isInstanceOf(BusyException.class);
    assertThatThrownBy(() -> faulty.write(bytes("y"))).isInstanceOf(BusyException.class);
    faulty.close();

    assertThat(reader.await()).isInstanceOf(ClosedException.class);
    assertThat(writer.await()).isInstanceOf(ClosedException.class);
    assertThat(peer.isClosed()).isTrue();
    assertThat(peer.written()).isZero();
  }

  @Test
  void aStalledReadGoesOnWhenTheOutputIsClosed(Scope scope, VirtualClock clock) throws IOException {
    peer.send("late");
    faulty.stalls(SECOND);
    Task<String> reader = scope.start("reader", () -> text(faulty.read()));
    Task<Throwable> writer =
        scope.start("writer", () -> catchThrowable(() -> faulty.write(bytes("x"))));
    Task.yield();
    faulty.closeOutput();

    assertThat(writer.await()).hasMessageContaining("the output to script:1 is closed");
    assertThat(clock.nanos()).isZero();
    assertThat(reader.await()).isEqualTo("late");
    assertThat(clock.nanos()).isEqualTo(SECOND.toNanos());
    assertThat(peer.isOutputClosed()).isTrue();
  }

  @Test
  void aCancelledWriteLeavesWhatWasNotWritten() {
    faulty.stalls(SECOND).shortWrites(1);
    ByteBuffer source = bytes("abcdef");

    assertThatThrownBy(
            () -> Scope.join(Deadline.after(Duration.ofMillis(2_500)), _ -> faulty.write(source)))
        .isInstanceOf(DeadlineExceeded.class);

    assertThat(peer.writtenText()).isEqualTo("ab");
    assertThat(text(source)).isEqualTo("cdef");
  }

  @Test
  void aCancelledReadLosesNothing() throws IOException {
    peer.send("whole");
    faulty.stalls(SECOND).shortReads(3);
    assertThat(text(faulty.read())).isEqualTo("who");

    assertThatThrownBy(() -> Scope.run(Deadline.after(Duration.ofMillis(1)), _ -> faulty.read()))
        .isInstanceOf(DeadlineExceeded.class);

    assertThat(text(faulty.read())).isEqualTo("le");
  }

  @Test
  void whatWasGivenBackIsSpoiltAndTheRestStays() throws IOException {
    peer.send("whole");
    faulty.shortReads(3);

    ByteBuffer first = faulty.read();
    faulty.release();
    assertThat(first.remaining()).isZero();
    assertThat(text(faulty.read())).isEqualTo("le");
  }

  @Test
  void aFileMeetsTheFaultsToo() {
    faulty.resetAfterWriting(9_000).shortWrites(1_000);

    assertThatThrownBy(() -> faulty.transferFrom(new OneLetterFile('c', 10_000), 0, 10_000))
        .hasMessageContaining("was reset");

    assertThat(peer.written()).isEqualTo(9_000);
  }

  @Test
  void aPieceHasAByteAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> faulty.shortReads(0));
  }

  @Test
  void aResetFromThisSideReachesTheOther() {
    faulty.reset();
    faulty.close();

    assertThat(peer.wasReset()).isTrue();
  }
}
