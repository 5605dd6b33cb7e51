package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.BusyException;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `Stream` promises to who reads.
public interface ReadingKit extends Connections {
  @Test
  default void whatOneEndWritesTheOtherEndReads() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(bytes("question"));
        assertEquals("question", readText(pair.far(), 8));

        pair.far().write(bytes("answer"));
        assertEquals("answer", readText(pair.near(), 6));
      }
    });
  }

  @Test
  default void aReadWaitsUntilSomethingComes() throws IOException {
    List<String> trail = new ArrayList<>();
    run(scope -> {
      try (Pair pair = connect()) {
        Task<?> reader = scope.start("reader", () -> trail.add("read " + readText(pair.near(), 4)));
        Talk.untilAllWait();
        trail.add("writes");
        pair.far().write(bytes("late"));
        reader.await();
      }
    });

    assertEquals(List.of("writes", "read late"), trail);
  }

  @Test
  default void aMebibyteGoesBothWaysAtOnce() throws IOException {
    byte[] there = Talk.noise(1 << 20);
    byte[] back = Talk.noise((1 << 20) + 1);
    run(scope -> {
      try (Pair pair = connect()) {
        scope.start("there", () -> Talk.writeAndEnd(pair.near(), ByteBuffer.wrap(there)));
        scope.start("back", () -> Talk.writeAndEnd(pair.far(), ByteBuffer.wrap(back)));
        Task<byte[]> arrived = scope.start("reader", () -> Talk.readAll(pair.far()));

        assertArrayEquals(back, Talk.readAll(pair.near()));
        assertArrayEquals(there, arrived.await());
      }
    });
  }

  @Test
  default void theEndOfTheInputStaysTheEnd() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("first"));
        pair.far().closeOutput();

        assertEquals("first", Talk.readAllText(pair.near()));
        assertFalse(pair.near().read().hasRemaining());
        assertFalse(pair.near().read().hasRemaining());
      }
    });
  }

  @Test
  default void theEndComesToWhoWaitsForInput() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<Boolean> more = scope.start("reader", () -> pair.near().read().hasRemaining());
        Talk.untilAllWait();
        pair.far().closeOutput();

        assertFalse(more.await());
      }
    });
  }

  @Test
  default void whatWasReadIsLentUntilItsRelease() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("x"));
        ByteBuffer lent = pair.near().read();
        Talk.untilAllWait();
        assertEquals(bytes("x"), lent);

        pair.near().release();
        assertFalse(lent.hasRemaining());
        pair.near().release();

        pair.far().write(bytes("y"));
        assertEquals("y", readText(pair.near(), 1));
      }
    });
  }

  @Test
  default void whatWasReadIsLentUntilTheNextRead() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("x"));
        ByteBuffer lent = pair.near().read();
        Talk.assertWaits(pair.near()::read);

        assertFalse(lent.hasRemaining());
      }
    });
  }

  @Test
  default void aReleaseWhileAReadWaitsTakesNothingAway() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        pair.near().release();
        Task<String> reader = scope.start("reader", () -> readText(pair.near(), 4));
        Talk.untilAllWait();
        pair.near().release();
        pair.far().write(bytes("kept"));

        assertEquals("kept", reader.await());
      }
    });
  }

  @Test
  default void theReadersCloseTakesBackWhatWasLent() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("x"));
        ByteBuffer lent = pair.near().read();

        pair.near().close();

        assertFalse(lent.hasRemaining());
      }
    });
  }

  @Test
  default void whatTheCloseOfAnotherTaskFindsLentStaysWithItsReader() throws IOException {
    run(scope -> {
      try (Pair pair = connect();
          Pair other = connect()) {
        pair.far().write(bytes("m"));
        ByteBuffer lent = pair.near().read();
        scope.start("closer", pair.near()::close).await();
        other.far().write(bytes("not mine"));
        assertEquals("not mine", readText(other.near(), 8));

        assertEquals(bytes("m"), lent);
      }
    });
  }

  @Test
  default void twoTasksCannotReadOneStream() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<String> first = scope.start("first", () -> readText(pair.near(), 13));
        Talk.untilAllWait();

        BusyException busy = assertThrows(BusyException.class, pair.near()::read);
        Talk.assertNames(pair.near().remote(), busy);
        pair.far().write(bytes("for the first"));
        assertEquals("for the first", first.await());
      }
    });
  }

  @Test
  default void aSetInterruptFlagHarmsNothingAndStaysSet() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        Thread.currentThread().interrupt();

        pair.near().write(bytes("still here"));
        assertEquals("still here", readText(pair.far(), 10));

        assertTrue(Thread.interrupted());
      }
    });
  }

  @Test
  default void bothEndsKnowTheirAddresses() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        assertEquals(pair.far().local(), pair.near().remote());
        assertEquals(pair.near().local(), pair.far().remote());
      }
    });
  }

  @Test
  default void aStreamBelongsToTheTasksOfItsReactor() throws IOException {
    try (Reactor reactor = openReactor();
        Reactor other = openReactor()) {
      Pair[] kept = new Pair[1];
      reactor.run(() -> Scope.run(_ -> kept[0] = exchange(connect())));

      other.run(() -> assertRefuses(kept[0].near()));
      reactor.run(() -> kept[0].close());
      reactor.run(() -> checkNothingLeft(reactor));
    }
  }

  private static Pair exchange(Pair pair) throws IOException {
    pair.near().write(bytes("used"));
    readText(pair.far(), 4);
    pair.far().write(bytes("by both"));
    readText(pair.near(), 7);
    return pair;
  }

  private static void assertRefuses(Stream foreign) {
    for (Talk.Act act :
        List.<Talk.Act>of(
            foreign::read,
            foreign::release,
            () -> foreign.write(bytes("x")),
            () -> foreign.transferTo(_ -> {}),
            foreign::closeOutput,
            foreign::close,
            foreign::reset)) {
      assertInstanceOf(IllegalStateException.class, Talk.failureOf(act));
    }
  }
}
