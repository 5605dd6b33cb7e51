package io.weightless.gio;

import static io.weightless.gio.Texts.bytes;
import static io.weightless.gio.Texts.read;
import static io.weightless.gio.Texts.readLine;
import static io.weightless.gio.Texts.text;
import static io.weightless.gio.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineClosed;
import io.weightless.coroutine.EndOfInput;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.FaultyStream;
import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import io.weightless.testing.Trail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

@InTask
final class GioTest {
  private final ScriptedStream peer = new ScriptedStream();
  private final Trail trail = new Trail();

  /// A client that greets, and knows who answers.
  static Coroutine<ByteBuffer, ByteBuffer, String> greeting(String name) {
    return Coroutine.of(
        "greeting",
        io -> {
          write(io, name + "\n");
          return readLine(io);
        });
  }

  @Test
  void aCoroutineWritesToTheStreamAndReadsFromIt() {
    peer.expect("Jack\n").send("Hello Jack\n");

    assertThat(Gio.drive(peer, greeting("Jack"))).isEqualTo("Hello Jack");

    peer.assertOver();
  }

  @Test
  void theSameCoroutineReadsWhereverItsInputIsCut() {
    String answer = "Hello Jack\nand more";
    for (int cut = 0; cut <= answer.length(); cut++) {
      for (int next = cut; next <= answer.length(); next++) {
        ScriptedStream script =
            new ScriptedStream()
                .expect("Jack\n")
                .send(answer.substring(0, cut), answer.substring(cut, next), answer.substring(next))
                .end();

        assertThat(Gio.drive(script, greeting("Jack"))).isEqualTo("Hello Jack");
      }
    }
  }

  @Test
  void theEndOfTheStreamIsTheEndOfTheInput() {
    peer.send("a").end();

    List<String> read = Gio.drive(peer, Coroutine.of(io -> List.of(read(io), read(io), read(io))));

    assertThat(read).containsExactly("a", "end", "end");
  }

  @Test
  void theEndOfTheStreamWhereMoreIsNeededIsAFailure() {
    peer.expect("Jack\n").send("Hel").end();

    assertThatThrownBy(() -> Gio.drive(peer, greeting("Jack"))).isInstanceOf(EndOfInput.class);
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    peer.expect("Jack\n").send("Hello\n").end();

    Gio.drive(peer, greeting("Jack"));

    assertThat(peer.isClosed()).isFalse();
    assertThat(peer.read().hasRemaining()).isFalse();
  }

  @Test
  void whatItHasLeftOfTheInputIsReachable() {
    peer.expect("Jack\n").send("Hello\nworld");
    Coroutine<ByteBuffer, ByteBuffer, String> greeting = greeting("Jack");

    Gio.drive(peer, greeting);

    assertThat(greeting.rest()).extracting(Texts::text).containsExactly("world");
  }

  @Test
  void theNextCoroutineOnTheContextBeginsWithWhatWasLeft() {
    peer.expect("Jack\n").send("Hello\nworld\n!").end();
    Context context = Context.of(peer);

    assertThat(Gio.drive(context, greeting("Jack"))).isEqualTo("Hello");
    assertThat(context.rest()).extracting(Texts::text).containsExactly("world\n!");
    assertThat(Gio.drive(context, Coroutine.of(Texts::readLine))).isEqualTo("world");
    assertThat(Gio.drive(context, Coroutine.of(Texts::read))).isEqualTo("!");
    assertThat(context.rest()).isEmpty();
    assertThat(Gio.drive(context, Coroutine.of(Texts::read))).isEqualTo("end");
  }

  @Test
  void whatNobodyHasReadStaysInItsOrder() {
    peer.send("a", "b").end();
    Context context = Context.of(peer);
    Gio.drive(
        context,
        Coroutine.of(io -> {
          ByteBuffer first = bytes(read(io)); // a copy: the next read takes it away
          io.unread(first, bytes(read(io)));
          return null;
        }));

    Gio.drive(context, Coroutine.of(io -> null));

    assertThat(context.rest()).extracting(Texts::text).containsExactly("a", "b");
    List<String> read = Gio.drive(context, Coroutine.of(io -> List.of(read(io), read(io))));
    assertThat(read).containsExactly("a", "b");
  }

  @Test
  void aFailureOfThePeerIsThrownAtTheRead() {
    peer.send("a").fail(new IOException("gone"));

    Gio.drive(
        peer,
        Coroutine.of(io -> {
          trail.add(read(io));
          assertThatThrownBy(io::read)
              .isInstanceOf(StreamFailed.class)
              .hasMessage("gone")
              .hasCauseInstanceOf(IOException.class);
          trail.add("goes on");
          return null;
        }));

    trail.assertIs("a", "goes on");
  }

  @Test
  void aFailureOfThePeerIsThrownAtTheWrite() {
    FaultyStream faulty = new FaultyStream(peer).resetAfterWriting(3);

    assertThatThrownBy(() -> Gio.drive(faulty, greeting("Jack")))
        .isInstanceOf(StreamFailed.class)
        .hasMessageContaining("reset");

    assertThat(peer.writtenText()).isEqualTo("Jac");
  }

  @Test
  void aStreamThatThisSideClosesIsAnotherEvent(Scope scope) {
    scope.start("closer", () -> peer.close());

    assertThatThrownBy(() -> Gio.drive(peer, Coroutine.of(Texts::read)))
        .isInstanceOf(StreamClosed.class)
        .hasCauseInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> Gio.drive(peer, greeting("Jack"))).isInstanceOf(StreamClosed.class);
  }

  @Test
  void whatItFailsWithIsThrownAndTheCoroutineHasEnded() {
    Coroutine<ByteBuffer, ByteBuffer, String> failing =
        Coroutine.of(io -> {
          try {
            throw new IllegalArgumentException(read(io));
          } finally {
            trail.add("finally");
          }
        });
    peer.send("wrong");

    assertThatThrownBy(() -> Gio.drive(peer, failing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong");

    assertThat(failing.isDone()).isTrue();
    trail.assertIs("finally");
  }

  @Test
  void aCancelledDriveClosesTheCoroutineWhereItReads(Scope scope) {
    assertThatClosedBy(
        scope,
        Coroutine.of(io -> {
          try {
            return read(io);
          } catch (CoroutineClosed e) {
            trail.add("closed");
            throw e;
          } finally {
            trail.add("finally");
          }
        }));
    trail.assertIs("closed", "finally");
  }

  /// Cancels the drive of `coroutine` when all wait.
  private void assertThatClosedBy(Scope scope, Coroutine<ByteBuffer, ByteBuffer, ?> coroutine) {
    Task<?> drive = scope.start("drive", () -> Gio.drive(peer, coroutine));
    Task.yield();
    assertThat(coroutine.isDone()).isFalse();
    drive.cancel("enough");
    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);
    assertThat(coroutine.isDone()).isTrue();
    assertThat(peer.isClosed()).isFalse();
  }

  @Test
  void nothingThatCameInIsLostWhenADriveIsCancelled(Scope scope) throws IOException {
    peer.stall(Duration.ofSeconds(1)).send("late");
    assertThatClosedBy(scope, Coroutine.of(Texts::read));

    assertThat(text(peer.read())).isEqualTo("late");
  }

  @Test
  void aCoroutineThatWasBegunIsDrivenOnFromWhereItIs() {
    Coroutine<ByteBuffer, ByteBuffer, String> greeting = greeting("Jack");
    assertThat(greeting.next()).isInstanceOf(Step.Output.class);
    peer.expect("Jack\n").send("Hello\n");

    assertThat(Gio.drive(peer, greeting)).isEqualTo("Hello");
    assertThat(Gio.drive(peer, greeting)).as("it has its result").isEqualTo("Hello");
  }

  @Test
  void aPauseLetsOthersRun(Scope scope) {
    scope.start("other", () -> trail.add("other"));

    Gio.drive(
        peer,
        Coroutine.of(io -> {
          trail.add("before");
          io.yield();
          trail.add("after");
          return null;
        }));

    trail.assertIs("before", "other", "after");
  }

  private record Riddle() implements Request<String> {}

  @Test
  void whatItCannotAnswerIsRefusedInside() {
    assertThatThrownBy(() -> Gio.drive(peer, Coroutine.of(io -> io.ask(new Riddle()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Riddle")
        .hasMessageContaining("sidekick");
  }

  @Test
  void aSidekickAnswersWhatItDoesNotKnow() {
    Coroutine<ByteBuffer, ByteBuffer, String> asking =
        Coroutine.<ByteBuffer, ByteBuffer, String>of(io -> io.ask(new Riddle()))
            .sidekick(Riddle.class, _ -> "42");

    assertThat(Gio.drive(peer, asking)).isEqualTo("42");
  }

  /// Without a network, and without knowing it.
  @Test
  void aSidekickConnectsItToAScript() {
    ScriptedStream backend = new ScriptedStream().expect("question").send("answer");
    Coroutine<ByteBuffer, ByteBuffer, String> asking =
        Coroutine.<ByteBuffer, ByteBuffer, String>of(
                io -> {
                  try (Stream stream = Gio.connect(io, Address.parse("127.0.0.1:1"))) {
                    return Gio.with(
                        io,
                        Context.of(stream),
                        () -> {
                          write(io, "question");
                          return read(io);
                        });
                  }
                })
            .sidekick(GioRequest.Connect.class, _ -> backend);

    assertThat(Gio.drive(asking)).isEqualTo("answer");
    assertThat(backend.isClosed()).isTrue();
  }

  @Test
  void aPipelineIsDrivenAsOne() {
    Coroutine<ByteBuffer, String, Void> lines =
        Coroutine.of(io -> {
          for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
            io.write(text(bytes));
          }
          return null;
        });
    Coroutine<String, ByteBuffer, Integer> shout =
        Coroutine.of(io -> {
          int count = 0;
          for (String line = io.read(); line != null; line = io.read()) {
            io.write(bytes(line + "!"));
            count++;
          }
          return count;
        });
    peer.send("a", "b").end();

    assertThat(Gio.drive(peer, lines.into(shout))).isEqualTo(2);
    assertThat(peer.writtenText()).isEqualTo("a!b!");
  }

  /// One that keeps more than it is lent finds it spoilt.
  @Test
  void whatIsReadIsLentUntilTheNextRead() {
    peer.send("a", "b");
    List<ByteBuffer> kept = new ArrayList<>();

    Gio.drive(
        peer,
        Coroutine.of(io -> {
          kept.add(io.next());
          kept.add(io.next());
          return null;
        }));

    assertThat(kept).extracting(Texts::text).containsExactly("", "b");
  }
}
