package io.weightless.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Sink;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@InTask
final class ScriptedStreamTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ScriptedStream peer = new ScriptedStream();

  @Test
  void theExampleOfItsDocumentation(VirtualClock clock) throws IOException {
    peer.expect("GET /\r\n").send("20", "0\r\n").stall(Duration.ofSeconds(5)).send("rest").end();

    write("GET /\r\n");
    assertThat(readText()).isEqualTo("20");
    assertThat(readText()).isEqualTo("0\r\n");
    assertThat(readText()).isEqualTo("rest");
    assertThat(clock.nanos()).isEqualTo(SECOND.multipliedBy(5).toNanos());
    assertThat(readText()).isEmpty();
    assertThat(readText()).isEmpty();

    peer.assertOver();
  }

  @Test
  void whatATransferHasNotMovedIsReadNext() throws IOException {
    peer.send("moved", "half", "rest").end();
    StringBuilder taken = new StringBuilder();
    Sink full =
        sources -> {
          for (ByteBuffer source : sources) {
            while (source.hasRemaining()) {
              if (taken.length() == 7) {
                throw new IOException("full");
              }
              taken.append((char) source.get());
            }
          }
        };

    assertThatThrownBy(() -> peer.transferTo(full)).hasMessage("full");

    assertThat(taken).hasToString("movedha");
    assertThat(readText()).isEqualTo("lf");
    ScriptedStream target = new ScriptedStream();
    assertThat(peer.transferTo(target)).isEqualTo(4);
    assertThat(target.writtenText()).isEqualTo("rest");
    peer.assertOver();
  }

  @Test
  void aStreamIsBusyWhileItsPartIsWritten(Scope scope) throws IOException {
    peer.send("slow").end();
    StringBuilder taken = new StringBuilder();
    Sink slow =
        sources -> {
          Task.sleep(SECOND);
          taken.append(UTF_8.decode(sources[0]));
        };
    Task<Long> moved = scope.start("moving", () -> peer.transferTo(slow));
    Task.yield();

    assertThatThrownBy(peer::read).isInstanceOf(BusyException.class);
    peer.release();
    assertThat(moved.await()).isEqualTo(4);
    assertThat(taken).hasToString("slow");
  }

  @Test
  void anAnswerWaitsForTheQuestion(Scope scope) throws IOException {
    peer.expect("ping").send("pong");

    Trail trail = new Trail();
    scope.start("reader", () -> trail.add(readText()));
    write("pi");
    Task.yield();
    trail.add("asked by half");
    write("ng");
    Task.yield();

    trail.assertIs("asked by half", "pong");
  }

  @Test
  void whatIsWrittenEarlyIsExpectedLater() throws IOException {
    peer.send("220\r\n").expect("HELO\r\n").send("250\r\n");

    write("HELO\r\n");

    assertThat(readText() + readText()).isEqualTo("220\r\n250\r\n");
    peer.assertOver();
  }

  @Test
  void somethingElseThanExpectedFailsTheWriteAndShowsBoth() {
    peer.expect("GET /\r\n");

    assertThatThrownBy(() -> write("GET x\r\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the script expects something else:
              expected: "GET /\\r\\n"
              written:  "GET x\\r\\n"
              the first difference is at byte 4\
            """);
  }

  @Test
  void oneByteTooManyFailsTheWrite() throws IOException {
    peer.expect("a").send("b");

    write("a");

    assertThatThrownBy(() -> write("c"))
        .hasMessageContaining("expected: \"a\"\n  written:  \"ac\"\n")
        .hasMessageEndingWith("at byte 1");
  }

  @Test
  void ofALongDialogueTheSurroundingsAreShown() {
    peer.expect("x".repeat(1_000) + "a" + "y".repeat(1_000));

    assertThatThrownBy(() -> write("x".repeat(1_000) + "b"))
        .hasMessageContaining(
            "expected: ... \"" + "x".repeat(60) + "a" + "y".repeat(39) + "\" ...\n")
        .hasMessageContaining("written:  ... \"" + "x".repeat(60) + "b\"\n");
  }

  @Test
  void aScriptThatExpectsNothingTakesEverything() throws IOException {
    peer.send("hello");

    peer.write(bytes("any"), bytes(""), bytes("thing"));

    assertThat(peer.writtenText()).isEqualTo("anything");
    assertThat(peer.writtenBytes()).hasSize(8);
    assertThat(peer.written()).isEqualTo(8);
  }

  @Test
  void whatIsStillExpectedIsToldAtTheEnd() throws IOException {
    peer.expect("abc");
    write("a");

    assertThatThrownBy(peer::assertOver)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected: \"abc\"\n  written:  \"a\"\n");
  }

  @Test
  void whatIsStillToBeReadIsToldAtTheEnd() {
    peer.send("abc").end();

    assertThatThrownBy(peer::assertOver)
        .hasMessage("the script is not over: a script that sends \"abc\"");
  }

  @Test
  void theEndIsExpectedUntilTheOutputIsClosed(Scope scope) throws IOException {
    peer.expect("all").expectEnd().send("thanks").end();

    Task<String> answer = scope.start("reader", this::readText);
    write("all");
    Task.yield();
    assertThatThrownBy(peer::assertOver).hasMessageContaining("expects the end");
    peer.closeOutput();

    assertThat(answer.await()).isEqualTo("thanks");
    assertThat(peer.isOutputClosed()).isTrue();
    peer.assertOver();
  }

  @Test
  void itFailsWhereTheScriptSays() throws IOException {
    IOException gone = new IOException("gone");
    peer.send("some").expect("GET").fail(gone);

    assertThat(readText()).isEqualTo("some");
    ByteBuffer request = bytes("GET /");
    assertThatThrownBy(() -> peer.write(request)).isSameAs(gone);

    assertThat(request.remaining()).isEqualTo(2);
    assertThat(peer.writtenText()).isEqualTo("GET");
    assertThatThrownBy(peer::read).isSameAs(gone);
    peer.assertOver();
  }

  @Test
  void aReadAtTheEndOfTheScriptIsADeadlockThatNamesIt() {
    try (Reactor other =
        Reactor.open(new VirtualBackend(), new VirtualClock(), new SplittableRandom(1))) {
      assertThatThrownBy(() -> other.run(peer::read))
          .isInstanceOf(Deadlock.class)
          .hasMessageContaining("waits for a script that is over");
    }
  }

  @Test
  void aStallThatWasCancelledGoesOnInTheNextRead(VirtualClock clock) throws IOException {
    peer.stall(SECOND.multipliedBy(3)).send("late");

    assertThatThrownBy(() -> Scope.run(Deadline.after(SECOND), _ -> peer.read()))
        .isInstanceOf(DeadlineExceeded.class);

    assertThat(readText()).isEqualTo("late");
    assertThat(clock.nanos()).isEqualTo(SECOND.multipliedBy(3).toNanos());
  }

  @Test
  void aReadThatWasCancelledLosesNothing() throws IOException {
    assertThatThrownBy(() -> Scope.run(Deadline.after(SECOND), _ -> peer.read()))
        .isInstanceOf(DeadlineExceeded.class);

    peer.send("later");
    assertThat(readText()).isEqualTo("later");
  }

  @Test
  void twoTasksCannotReadIt(Scope scope) {
    Task<ByteBuffer> first = scope.start("first", peer::read);
    Task.yield();

    assertThatThrownBy(peer::read)
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("another task reads from");

    peer.end();
    assertThat(first.await().remaining()).isZero();
  }

  @Test
  void whatWasGivenBackHasNothingLeftAndIsSpoilt() throws IOException {
    peer.send("first", "second", "third");

    ByteBuffer first = peer.read();
    ByteBuffer kept = first.duplicate();
    ByteBuffer second = peer.read();
    assertThat(first.remaining()).isZero();
    assertThat(UTF_8.decode(kept).toString()).isNotEqualTo("first");

    assertThat(text(second.duplicate())).isEqualTo("second");
    peer.release();
    peer.release();
    assertThat(second.remaining()).isZero();
  }

  @Test
  void whoWaitsInAReadSeesTheClose(Scope scope) {
    Task<Throwable> reader = scope.start("reader", () -> catchThrowable(peer::read));
    Task.yield();
    peer.close();
    peer.close();

    assertThat(reader.await())
        .isInstanceOf(ClosedException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> write("x")).isInstanceOf(ClosedException.class);
    assertThatThrownBy(peer::closeOutput).isInstanceOf(ClosedException.class);
    assertThat(peer.isClosed()).isTrue();
    assertThat(peer.wasReset()).isFalse();
  }

  @Test
  void aResetIsSeen() {
    peer.reset();

    assertThat(peer.wasReset()).isTrue();
    assertThat(peer.isClosed()).isTrue();
  }

  @Test
  void afterItsOutputIsClosedItReadsButDoesNotWrite() throws IOException {
    peer.send("still");
    peer.closeOutput();
    peer.closeOutput();

    assertThatThrownBy(() -> write("x"))
        .isInstanceOf(ClosedException.class)
        .hasMessageContaining("the output to script:1 is closed");
    assertThat(readText()).isEqualTo("still");
  }

  @Test
  void aPartOfAFileIsWrittenToo() throws IOException {
    peer.expect("c".repeat(20_000));

    peer.transferFrom(new OneLetterFile('c', 30_000), 10_000, 20_000);

    peer.assertOver();
    assertThatThrownBy(() -> peer.transferFrom(new OneLetterFile('c', 9), 0, 10))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aFileThatEndsTooEarlyIsNamed() {
    assertThatThrownBy(() -> peer.transferFrom(new OneLetterFile('c', 9), 0, 10))
        .isInstanceOf(EOFException.class)
        .hasMessage("the file 9 times c has only 9 bytes, it was cut short");
  }

  @Test
  void aCancelledTaskNeitherReadsNorWrites() {
    peer.send("there");

    assertThatThrownBy(() ->
            Scope.join(scope -> {
              scope.cancel("too late");
              assertThat(catchThrowable(() -> peer.write(bytes("x")))).isNotNull();
              peer.read();
            }))
        .hasMessageContaining("too late");

    assertThat(peer.written()).isZero();
  }

  private void write(String text) throws IOException {
    peer.write(bytes(text));
  }

  private String readText() throws IOException {
    return text(peer.read());
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }
}
