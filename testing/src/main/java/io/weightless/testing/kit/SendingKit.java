package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What `Stream.transferFrom` promises of a file, here of one in memory.
public interface SendingKit extends Connections {
  int LENGTH = 200_001;

  @Test
  default void aFileArrivesAsItIs() throws IOException {
    byte[] noise = Talk.noise(LENGTH);
    FileSource file = new MemoryFile(noise, LENGTH);
    run(scope -> {
      try (Pair pair = connect()) {
        scope.start(
            "sender",
            () -> {
              pair.near().transferFrom(file, 0, LENGTH);
              pair.near().closeOutput();
            });

        assertArrayEquals(noise, Talk.readAll(pair.far()));
        assertEquals(LENGTH, pair.near().written());
      }
    });
  }

  @Test
  default void partsOfAFileArriveInTheirOrder() throws IOException {
    byte[] noise = Talk.noise(LENGTH);
    FileSource file = new MemoryFile(noise, LENGTH);
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().transferFrom(file, 1_000, 0);
        pair.near().transferFrom(file, LENGTH - 7, 7);
        pair.near().transferFrom(file, 3, 5);
        pair.near().closeOutput();

        byte[] all = Talk.readAll(pair.far());
        assertArrayEquals(Arrays.copyOfRange(noise, LENGTH - 7, LENGTH), Arrays.copyOf(all, 7));
        assertArrayEquals(Arrays.copyOfRange(noise, 3, 8), Arrays.copyOfRange(all, 7, 12));
        assertEquals(12, all.length);
      }
    });
  }

  @Test
  default void noPartOfAFileIsNegative() throws IOException {
    FileSource file = new MemoryFile(new byte[10], 10);
    run(_ -> {
      try (Pair pair = connect()) {
        assertThrows(IllegalArgumentException.class, () -> pair.near().transferFrom(file, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> pair.near().transferFrom(file, 1, -1));
      }
    });
  }

  @Test
  default void aFileThatEndsTooEarlyFailsTheTransferAndIsNamed() throws IOException {
    FileSource file = new MemoryFile(Talk.noise(10), 11);
    run(_ -> {
      try (Pair pair = connect()) {
        IOException cut =
            assertThrows(IOException.class, () -> pair.near().transferFrom(file, 0, 11));
        assertFalse(cut instanceof ClosedException, cut::toString);
        Talk.assertNames(file, cut);

        pair.near().closeOutput();
        assertArrayEquals(Talk.noise(10), Talk.readAll(pair.far()));
      }
    });
  }

  @Test
  default void aCancelledTransferOfAFileLeavesTheStreamAsItWas() throws IOException {
    byte[] noise = Talk.noise(much());
    FileSource file = new MemoryFile(noise, noise.length);
    run(scope -> {
      try (Pair pair = connect()) {
        Talk.assertWaits(() -> {
          pair.near().transferFrom(file, 0, noise.length);
          return "sent";
        });
        int sent = (int) pair.near().written();
        assertTrue(sent > 0);
        assertTrue(sent < noise.length);

        scope.start(
            "sender",
            () -> {
              pair.near().transferFrom(file, sent, noise.length - sent);
              pair.near().closeOutput();
            });
        assertArrayEquals(noise, Talk.readAll(pair.far()));
      }
    });
  }

  @Test
  default void aPeerThatResetsFailsTheTransferOfAFileAndIsNamed() throws IOException {
    byte[] noise = Talk.noise(much());
    FileSource file = new MemoryFile(noise, noise.length);
    run(scope -> {
      try (Pair pair = connect()) {
        Task<?> reader = scope.start("reader", () -> Talk.failureOf(() -> pair.near().read()));
        Throwable failure =
            Talk.failureWhen(
                scope,
                () -> pair.near().transferFrom(file, 0, noise.length),
                () -> pair.far().reset());
        reader.await();

        Talk.assertBroken(pair.near(), failure);
      }
    });
  }
}
