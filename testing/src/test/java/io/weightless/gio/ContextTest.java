package io.weightless.gio;

import static io.weightless.gio.Texts.bytes;
import static io.weightless.gio.Texts.read;
import static io.weightless.gio.Texts.readLine;
import static io.weightless.gio.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import io.weightless.testing.Trail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

@InTask
final class ContextTest {
  private final ScriptedStream client = new ScriptedStream();
  private final ScriptedStream backend = new ScriptedStream();
  private final Context there = Context.of(backend);
  private final Trail trail = new Trail();

  @Test
  void withoutAContextAReadIsRefusedInside() {
    Coroutine<ByteBuffer, ByteBuffer, String> reading =
        Coroutine.of(
            "lonely",
            io -> {
              assertThatThrownBy(io::read)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("'lonely' reads from no stream")
                  .hasMessageContaining("Gio.with");
              return "goes on";
            });

    assertThat(Gio.drive(reading)).isEqualTo("goes on");
  }

  @Test
  void withoutAContextAWriteIsRefusedInside() {
    assertThatThrownBy(() ->
            Gio.drive(
                Coroutine.<ByteBuffer, ByteBuffer, Object>of(
                    "lonely",
                    io -> {
                      write(io, "a");
                      return "";
                    })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'lonely' writes to no stream");
  }

  @Test
  void aStreamThatItOpensIsWhatItTalksTo() {
    backend.expect("question").send("answer");

    String answer = Gio.drive(Coroutine.<ByteBuffer, ByteBuffer, String>of(this::askBackend));

    assertThat(answer).isEqualTo("answer");
    backend.assertOver();
    assertThat(backend.isClosed()).as("it is the caller's").isFalse();
  }

  private String askBackend(Io<ByteBuffer, ByteBuffer> io) {
    return Gio.with(
        io,
        there,
        () -> {
          write(io, "question");
          return read(io);
        });
  }

  @Test
  void behindTheSectionItTalksToTheFirstOneAgain() {
    client.send("please").expect("answer");
    backend.expect("please").send("answer");

    Gio.drive(
        client,
        Coroutine.of(io -> {
          ByteBuffer question = io.next();
          ByteBuffer answer =
              Gio.with(
                  io,
                  there,
                  () -> {
                    io.write(question);
                    return io.next();
                  });
          io.write(answer); // lent until the next read of the back end
          return null;
        }));

    client.assertOver();
    backend.assertOver();
  }

  @Test
  void eachHasItsOwnUnreadInput() {
    client.send("one\ntwo\n");
    backend.send("eins\nzwei\n");

    Gio.drive(
        client,
        Coroutine.of(io -> {
          trail.add(readLine(io));
          trail.add(Gio.with(io, there, () -> readLine(io)));
          trail.add(readLine(io));
          trail.add(Gio.with(io, there, () -> readLine(io)));
          return null;
        }));

    trail.assertIs("one", "eins", "two", "zwei");
  }

  @Test
  void eachHasItsOwnEnd() {
    client.end();
    backend.send("a").end();

    Gio.drive(
        client,
        Coroutine.of(io -> {
          trail.add(read(io));
          Gio.with(
              io,
              there,
              () -> {
                trail.add(read(io));
                trail.add(read(io));
              });
          trail.add(read(io));
          return null;
        }));

    trail.assertIs("end", "a", "end", "end");
  }

  @Test
  void itAlternatesBetweenTwoStreams() {
    ScriptedStream other = new ScriptedStream().expect("b1").send("b2").expect("b3");
    Context here = Context.of(other);
    backend.expect("a1").send("a2").expect("a3");

    Gio.drive(
        Coroutine.<ByteBuffer, ByteBuffer, String>of(io -> {
          Gio.with(io, there, () -> write(io, "a1"));
          Gio.with(io, here, () -> write(io, "b1"));
          trail.add(Gio.with(io, there, () -> read(io)));
          trail.add(Gio.with(io, here, () -> read(io)));
          Gio.with(io, there, () -> write(io, "a3"));
          Gio.with(io, here, () -> write(io, "b3"));
          return "";
        }));

    trail.assertIs("a2", "b2");
    backend.assertOver();
    other.assertOver();
  }

  @Test
  void oneMayBeOpenedInsideAnotherAndInsideItself() {
    backend.send("1\n2\n3\n");
    Context other = Context.of(new ScriptedStream().send("x\ny\n"));

    Gio.drive(
        Coroutine.<ByteBuffer, ByteBuffer, String>of(io -> {
          Gio.with(
              io,
              there,
              () -> {
                trail.add(readLine(io));
                Gio.with(
                    io,
                    other,
                    () -> {
                      trail.add(readLine(io));
                      Gio.with(io, there, () -> trail.add(readLine(io)));
                      trail.add(readLine(io));
                    });
                trail.add(readLine(io));
              });
          return "";
        }));

    trail.assertIs("1", "x", "2", "y", "3");
  }

  @Test
  void aDriveInsideADriveIsOnAStreamOfItsOwn() {
    client.send("please").expect("Hello Jack");
    backend.expect("Jack\n").send("Hello Jack\n");

    Gio.drive(
        client,
        Coroutine.of(io -> {
          assertThat(read(io)).isEqualTo("please");
          io.write(bytes(Gio.drive(backend, GioTest.greeting("Jack"))));
          return null;
        }));

    client.assertOver();
    backend.assertOver();
  }

  @Test
  void aSectionThatFailsIsLeft() {
    backend.fail(new IOException("gone"));
    client.send("still here");

    Gio.drive(
        client,
        Coroutine.of(io -> {
          assertThatThrownBy(() -> Gio.with(io, there, io::next)).isInstanceOf(StreamFailed.class);
          trail.add(read(io));
          return null;
        }));

    trail.assertIs("still here");
  }

  @Test
  void whatIsClosedInsideASectionLeavesNothingOpen(Scope scope) {
    Task<?> drive =
        scope.start(
            "drive",
            () ->
                Gio.drive(
                    Context.of(client),
                    Coroutine.of(io -> Gio.with(io, there, () -> Gio.with(io, there, io::next)))));
    Task.yield();
    assertThatThrownBy(() -> Gio.drive(there, Coroutine.of(Texts::read)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use already");

    drive.cancel("enough");
    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);

    backend.send("free");
    assertThat(Gio.drive(there, Coroutine.of(Texts::read))).isEqualTo("free");
  }

  @Test
  void aDriveThatFailsLeavesItsContextToTheNext() {
    client.send("one\ntwo\n");
    Context context = Context.of(client);
    Coroutine<ByteBuffer, ByteBuffer, Object> failing =
        Coroutine.of(io -> {
          throw new IllegalArgumentException(readLine(io));
        });

    assertThatThrownBy(() -> Gio.drive(context, failing)).hasMessage("one");

    assertThat(Gio.drive(context, Coroutine.of(Texts::readLine))).isEqualTo("two");
  }

  @Test
  void theOneThatADriveIsOnIsOpenAlready() {
    Context context = Context.of(client);
    client.send("a");

    Gio.drive(
        context,
        Coroutine.of(io -> {
          assertThatThrownBy(() -> Gio.with(io, context, io::next))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("in use already");
          trail.add(read(io));
          return null;
        }));

    trail.assertIs("a");
  }

  @Test
  void aDriveOnAContextInUseNeverRunsItsCoroutine() {
    Coroutine<ByteBuffer, ByteBuffer, String> second = Coroutine.of(io -> "ran");
    Context context = Context.of(client);

    Gio.drive(
        context,
        Coroutine.of(_ -> {
          assertThatThrownBy(() -> Gio.drive(context, second))
              .isInstanceOf(IllegalStateException.class);
          return null;
        }));

    assertThat(second.isDone()).isTrue();
  }

  @Test
  void aStageOfSeveralIsRefusedAStreamWhereItAsks() {
    client.send("a").expect("a!");
    Coroutine<ByteBuffer, ByteBuffer, Object> first =
        Coroutine.of(
            "first",
            io -> {
              assertRefused(io);
              io.write(io.next());
              return "";
            });
    Coroutine<ByteBuffer, ByteBuffer, String> second =
        Coroutine.of(
            "second",
            io -> {
              assertRefused(io);
              write(io, read(io) + "!");
              return "done";
            });

    assertThat(Gio.drive(client, first.into(second))).isEqualTo("done");
    client.assertOver();
    assertThat(backend.writtenText()).isEmpty();
  }

  private void assertRefused(Io<ByteBuffer, ByteBuffer> io) {
    assertThatThrownBy(() -> Gio.with(io, there, () -> write(io, "astray")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one stage of several");
  }
}
