package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What a `Stream` promises whose peer does not read: it takes a bounded amount.
public interface PressureKit extends Connections {
  @Test
  default void aWriterWaitsUntilThePeerReadsAndNoByteIsLost() throws IOException {
    byte[] noise = Talk.noise(2 * much());
    ByteBuffer source = ByteBuffer.wrap(noise);
    run(scope -> {
      try (Pair pair = connect()) {
        Task<?> writer = scope.start("writer", () -> Talk.writeAndEnd(pair.near(), source));
        Talk.untilAllWait();
        assertTrue(source.position() < much());

        assertArrayEquals(noise, Talk.readAll(pair.far()));
        writer.await();
        assertFalse(source.hasRemaining());
      }
    });
  }

  /// Whoever is told of that end for ever never lets all others wait.
  @Test
  default void aWriterWaitsAlsoForAPeerThatHasEndedItsSide() throws IOException {
    byte[] noise = Talk.noise(much());
    run(scope -> {
      try (Pair pair = connect()) {
        pair.near().closeOutput();
        scope.start("writer", () -> Talk.writeAndEnd(pair.far(), ByteBuffer.wrap(noise)));
        Talk.untilAllWait();

        assertArrayEquals(noise, Talk.readAll(pair.near()));
      }
    });
  }

  @Test
  default void aWriteThatWaitsTellsHowMuchWasTaken() throws IOException {
    ByteBuffer all = ByteBuffer.allocateDirect(much());
    run(scope -> {
      try (Pair pair = connect()) {
        scope.start("writer", () -> Talk.writeAndEnd(pair.near(), all));
        Talk.untilAllWait();
        long taken = pair.near().written();
        assertTrue(taken > 0);
        assertTrue(taken < all.capacity());
        assertTrue(all.position() <= taken);

        Talk.readAll(pair.far());
        assertEquals(all.capacity(), pair.near().written());
      }
    });
  }

  @Test
  default void oneDirectionThatIsFullLeavesTheOtherOneFree() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<?> writer = scope.start("writer", () -> Talk.fill(pair.near()));
        Talk.untilAllWait();

        pair.far().write(Talk.bytes("the other way"));
        assertEquals("the other way", Talk.readText(pair.near(), 13));
        writer.cancel("seen");
      }
    });
  }
}
