package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What `Stream.transferTo` promises: all goes on, in its order, and what was not taken stays.
public interface MovingKit extends Connections {
  int LENGTH = 150_000;

  /// `client` to `in`, from there to `out`, which is connected to `server`.
  record Line(Stream client, Stream in, Stream out, Stream server) implements AutoCloseable {
    long move() throws IOException {
      return moveTo(out);
    }

    /// The end is not passed on by itself.
    private long moveTo(Sink target) throws IOException {
      long moved = in.transferTo(target);
      out.closeOutput();
      return moved;
    }

    @Override
    public void close() {
      client.close();
      in.close();
      out.close();
      server.close();
    }
  }

  private Line line() throws IOException {
    Pair left = connect();
    Pair right = connect();
    return new Line(left.near(), left.far(), right.near(), right.far());
  }

  /// Takes so many bytes, then fails.
  private static Sink takes(int most, ByteArrayOutputStream taken, IOException failure) {
    return sources -> {
      for (ByteBuffer source : sources) {
        byte[] part = new byte[Math.min(source.remaining(), most - taken.size())];
        source.get(part);
        taken.writeBytes(part);
        if (source.hasRemaining()) {
          throw failure;
        }
      }
    };
  }

  @Test
  default void allThatComesGoesOnInItsOrder() throws IOException {
    byte[] noise = Talk.noise(LENGTH);
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
        Task<Long> moved = scope.start("moving", line::move);

        assertArrayEquals(noise, Talk.readAll(line.server()));
        assertEquals(LENGTH, moved.await());
      }
    });
  }

  @Test
  default void bothDirectionsMoveAtOnce() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        Task<Long> there = scope.start("there", line::move);
        Task<Long> back = scope.start("back", () -> line.out().transferTo(line.in()));
        for (int i = 10; i < 40; i++) {
          line.client().write(bytes("question " + i));
          assertEquals("question " + i, readText(line.server(), 11));
          line.server().write(bytes("answer " + i));
          assertEquals("answer " + i, readText(line.client(), 9));
        }
        line.client().closeOutput();
        line.server().closeOutput();
        assertEquals(30 * 11, there.await());
        assertEquals(30 * 9, back.await());
      }
    });
  }

  @Test
  default void whatCameBeforeTheTransferGoesFirst() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        line.client().write(bytes("GREETING "));
        assertEquals("GREETING ", readText(line.in(), 9));
        line.client().write(bytes("then "));
        Talk.untilAllWait();
        line.client().write(bytes("the rest"));
        line.client().closeOutput();
        scope.start("moving", line::move);

        assertEquals("then the rest", Talk.readAllText(line.server()));
      }
    });
  }

  @Test
  default void aTransferThatIsCancelledAtAnyTurnLosesNothing() throws IOException {
    byte[] noise = EachTurn.noise(much());
    EachTurn.cancel(
        noise.length,
        turns -> {
          long[] before = {0};
          run(scope -> {
            try (Line line = line()) {
              scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
              Task<byte[]> arrived = scope.start("server", () -> Talk.readAll(line.server()));
              Task<?> moving = scope.start("moving", () -> line.in().transferTo(line.out()));
              EachTurn.pass(turns, turn());
              moving.cancel("at turn " + turns);
              Talk.failureOf(moving::await);
              before[0] = line.out().written();

              Talk.writeAndEnd(line.out(), ByteBuffer.wrap(Talk.readAll(line.in())));
              assertArrayEquals(noise, arrived.await(), () -> "cancelled at turn " + turns);
            }
          });
          return before[0];
        });
  }

  /// Nobody reads, so it is cancelled with all buffers full.
  @Test
  default void aTransferThatIsCancelledWhileItsTargetTakesNothingLosesNothing() throws IOException {
    byte[] noise = Talk.noise(2 * much());
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
        Talk.assertWaits(() -> line.in().transferTo(line.out()));

        Task<byte[]> arrived = scope.start("server", () -> Talk.readAll(line.server()));
        line.move();
        assertArrayEquals(noise, arrived.await());
      }
    });
  }

  @Test
  default void aTransferThatWaitsForInputCanBeCancelled() throws IOException {
    run(_ -> {
      try (Line line = line()) {
        Talk.assertWaits(() -> line.in().transferTo(line.out()));

        line.client().write(bytes("later"));
        assertEquals("later", readText(line.in(), 5));
      }
    });
  }

  @Test
  default void whatATargetThatFailsHasNotTakenIsReadNext() throws IOException {
    byte[] noise = Talk.noise(LENGTH);
    for (int most : new int[] {0, 1, 1_000, 16_384, LENGTH - 1}) {
      ByteArrayOutputStream taken = new ByteArrayOutputStream();
      IOException full = new IOException("full");
      run(scope -> {
        try (Line line = line()) {
          scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
          assertSame(full, Talk.failureOf(() -> line.in().transferTo(takes(most, taken, full))));

          taken.writeBytes(Talk.readAll(line.in()));
          assertArrayEquals(noise, taken.toByteArray());
        }
      });
    }
  }

  @Test
  default void whatATransferHasLeftIsLentAsAllThatIsRead() throws IOException {
    for (Consumer<Stream> end : List.<Consumer<Stream>>of(Stream::release, Stream::close)) {
      run(_ -> {
        try (Line line = line()) {
          line.client().write(bytes("not taken"));
          IOException full = new IOException("full");
          Sink none = takes(0, new ByteArrayOutputStream(), full);
          assertSame(full, Talk.failureOf(() -> line.in().transferTo(none)));
          ByteBuffer lent = line.in().read();
          assertEquals('n', lent.get(0));

          end.accept(line.in());
          assertFalse(lent.hasRemaining());
        }
      });
    }
  }

  @Test
  default void aTeeGivesTheSameToBothAndWaitsForTheSlowerOne() throws IOException {
    byte[] noise = Talk.noise(2 * much());
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    Sink quick = takes(Integer.MAX_VALUE, copy, new IOException("never"));
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
        Task<Long> moved = scope.start("moving", () -> line.moveTo(Sink.tee(quick, line.out())));
        Talk.untilAllWait();
        assertEquals(true, copy.size() < noise.length, "nobody has read");

        assertArrayEquals(noise, Talk.readAll(line.server()));
        assertEquals(noise.length, moved.await());
        assertArrayEquals(noise, copy.toByteArray());
      }
    });
  }

  @Test
  default void whatOneOfATeeHasNotTakenIsReadNext() throws IOException {
    byte[] noise = Talk.noise(LENGTH);
    int most = 20_000;
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    IOException full = new IOException("full");
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
        Task<byte[]> arrived = scope.start("server", () -> Talk.readAll(line.server()));
        Sink both = Sink.tee(line.out(), takes(most, taken, full));
        assertSame(full, Talk.failureOf(() -> line.in().transferTo(both)));
        line.out().closeOutput();

        byte[] rest = Talk.readAll(line.in());
        assertArrayEquals(Arrays.copyOfRange(noise, most, LENGTH), rest);
        byte[] first = arrived.await();
        assertArrayEquals(Arrays.copyOf(noise, first.length), first);
      }
    });
  }

  @Test
  default void aStreamThatIsMovedIsBusy() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        Task<Long> moved = scope.start("moving", line::move);
        Talk.untilAllWait();

        assertThrows(BusyException.class, line.in()::read);
        assertThrows(BusyException.class, () -> line.in().transferTo(line.out()));
        line.client().closeOutput();
        assertEquals(0, moved.await());
      }
    });
  }

  /// Or what it was lent would be taken from under it.
  @Test
  default void aStreamWhoseTargetIsSlowIsBusyToo() throws IOException {
    byte[] noise = Talk.noise(2 * much());
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.writeAndEnd(line.client(), ByteBuffer.wrap(noise)));
        scope.start("moving", line::move);
        Talk.untilAllWait();

        assertThrows(BusyException.class, line.in()::read);
        line.in().release();
        assertArrayEquals(noise, Talk.readAll(line.server()));
      }
    });
  }

  @Test
  default void aTargetToWhichAnotherTaskWritesIsBusy() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        scope.start("writer", () -> Talk.failureOf(() -> Talk.fill(line.out())));
        line.client().write(bytes("later"));
        Talk.untilAllWait();

        assertThrows(BusyException.class, () -> line.in().transferTo(line.out()));
        assertEquals("later", readText(line.in(), 5));
      }
    });
  }

  @Test
  default void aTargetThatIsGoneEndsItAndIsNamed() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        scope.start("client", () -> Talk.failureOf(() -> Talk.fill(line.client())));
        line.server().reset();

        Throwable failure = Talk.failureOf(() -> line.in().transferTo(line.out()));
        Talk.assertBroken(line.out(), failure);
        line.in().reset();
      }
    });
  }

  /// It was not written to.
  @Test
  default void anInputThatHasEndedMovesNothingAlsoToAClosedTarget() throws IOException {
    run(_ -> {
      try (Line line = line()) {
        line.client().closeOutput();
        line.out().close();

        assertEquals(0, line.in().transferTo(line.out()));
      }
    });
  }

  @Test
  default void aSourceThatIsClosedEndsIt() throws IOException {
    run(scope -> {
      try (Line line = line()) {
        assertInstanceOf(
            ClosedException.class, Talk.failureWhen(scope, line::move, () -> line.in().close()));
      }
    });
  }
}
