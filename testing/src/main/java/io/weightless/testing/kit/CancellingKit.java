package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.assertWaits;
import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// What a `Stream` promises whose waits are cancelled: it is as it was.
public interface CancellingKit extends Connections {
  String WORDS = "one two three four ";

  @Test
  default void aStreamCanBeReadAfterACancelledRead() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        assertWaits(pair.near()::read);

        pair.far().write(bytes("nothing was lost"));
        assertEquals("nothing was lost", readText(pair.near(), 16));
      }
    });
  }

  /// Before it waits, while something comes, and after it.
  @Test
  default void aReadThatIsCancelledAtAnyTurnLosesNothing() throws IOException {
    EachTurn.cancel(
        WORDS.length(),
        turns -> {
          StringBuilder read = new StringBuilder();
          int[] before = {0};
          run(scope -> {
            try (Pair pair = connect()) {
              Task<?> reader = scope.start("reader", () -> readInto(read, pair.near()));
              scope.start("writer", () -> writeSlowly(pair.far()));
              EachTurn.pass(turns, turn());
              reader.cancel("at turn " + turns);
              Talk.failureOf(reader::await);
              before[0] = read.length();

              readInto(read, pair.near());
              assertEquals(WORDS, read.toString());
            }
          });
          return before[0];
        });
  }

  private static void readInto(StringBuilder all, Stream stream) throws IOException {
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(Talk.text(part));
    }
  }

  /// A word in each turn.
  private void writeSlowly(Stream stream) throws IOException {
    for (String word : WORDS.splitWithDelimiters(" ", 0)) {
      stream.write(bytes(word));
      Task.sleep(turn());
    }
    stream.closeOutput();
  }

  @Test
  default void aStreamCanBeWrittenAfterACancelledWrite() throws IOException {
    byte[] noise = Talk.noise(much());
    ByteBuffer source = ByteBuffer.wrap(noise);
    run(scope -> {
      try (Pair pair = connect()) {
        assertWaits(() -> write(pair.near(), source));
        assertEquals(source.position(), pair.near().written());
        assertTrue(source.position() > 0);
        assertTrue(source.hasRemaining());

        scope.start("rest", () -> Talk.writeAndEnd(pair.near(), source));
        assertArrayEquals(noise, Talk.readAll(pair.far()));
      }
    });
  }

  private static String write(Stream stream, ByteBuffer... sources) throws IOException {
    stream.write(sources);
    return "written";
  }

  /// What was taken and what is left in the sources is all there was, whenever that happens.
  @Test
  default void aWriteThatIsCancelledAtAnyTurnLosesNothing() throws IOException {
    byte[] noise = EachTurn.noise(much());
    EachTurn.cancel(
        noise.length,
        turns -> {
          int third = noise.length / 3;
          ByteBuffer first = ByteBuffer.wrap(noise, 0, third);
          ByteBuffer second = ByteBuffer.wrap(noise, third, noise.length - third);
          long[] before = {0};
          run(scope -> {
            try (Pair pair = connect()) {
              Task<?> writer = scope.start("writer", () -> write(pair.near(), first, second));
              Task<byte[]> all = scope.start("reader", () -> Talk.readAll(pair.far()));
              EachTurn.pass(turns, turn());
              writer.cancel("at turn " + turns);
              Talk.failureOf(writer::await);
              before[0] = pair.near().written();
              assertEquals(before[0], first.position() + second.position() - third);

              Talk.writeAndEnd(pair.near(), first, second);
              assertTrue(Arrays.equals(noise, all.await()), "cancelled at turn " + turns);
            }
          });
          return before[0];
        });
  }

  @Test
  default void inACancelledScopeNothingIsReadEvenWhereItWouldNotWait() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("for later"));
        Talk.untilAllWait();

        assertThrows(
            CancellationException.class,
            () ->
                Scope.run(scope -> {
                  scope.cancel("no more");
                  return pair.near().read();
                }));
        assertEquals("for later", readText(pair.near(), 9));
      }
    });
  }

  @Test
  default void inACancelledScopeNothingIsWrittenEvenWhereItWouldNotWait() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        assertThrows(
            CancellationException.class,
            () ->
                Scope.run(scope -> {
                  scope.cancel("no more");
                  return write(pair.near(), bytes("too late"));
                }));
        assertEquals(0, pair.near().written());
      }
    });
  }
}
