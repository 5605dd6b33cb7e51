package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `Stream` promises to who writes.
public interface WritingKit extends Connections {
  /// Around the lengths of buffers.
  List<Integer> LENGTHS =
      List.of(
          1, 2, 63, 64, 65, 4_096, 16_383, 16_384, 16_385, 32_769, 65_535, 65_536, 65_537, 200_000);

  @Test
  default void everyLengthArrivesAsItIs() throws IOException {
    for (int length : LENGTHS) {
      byte[] noise = Talk.noise(length);
      run(scope -> {
        try (Pair pair = connect()) {
          scope.start("writer", () -> Talk.writeAndEnd(pair.near(), ByteBuffer.wrap(noise)));
          assertArrayEquals(noise, Talk.readAll(pair.far()));
        }
      });
    }
  }

  @Test
  default void aWriteOfNothingWritesNothing() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write();
        pair.near().write(ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0));
        pair.near().write(bytes(""), bytes("x"), bytes(""));
        pair.near().closeOutput();

        assertEquals("x", Talk.readAllText(pair.far()));
        assertEquals(1, pair.near().written());
      }
    });
  }

  /// Of every kind, and of each only what remains.
  @Test
  default void severalBuffersArriveInTheirOrder() throws IOException {
    ByteBuffer direct = ByteBuffer.allocateDirect(20).put(bytes("<a direct one, ")).flip();
    ByteBuffer slice = bytes("not this, a slice, nor that").position(10).slice();
    ByteBuffer[] sources = {
      bytes("?one of the heap, ").position(1),
      direct.position(1),
      bytes("").asReadOnlyBuffer(),
      bytes("a read-only one, ").asReadOnlyBuffer(),
      slice.limit(9),
      direct.duplicate().position(3).limit(9).slice()
    };
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(sources);
        pair.near().closeOutput();

        assertEquals(
            "one of the heap, a direct one, a read-only one, a slice, direct",
            Talk.readAllText(pair.far()));
      }
    });
    assertTrue(Arrays.stream(sources).noneMatch(ByteBuffer::hasRemaining));
    assertEquals(20, direct.capacity());
    assertEquals(15, direct.limit());
  }

  /// More than a system takes at once.
  @Test
  default void manyBuffersArriveInTheirOrder() throws IOException {
    ByteBuffer[] sources = new ByteBuffer[2_100];
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < sources.length; i++) {
      sources[i] = bytes(i + ",");
      expected.append(i).append(',');
    }
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(sources);
        pair.near().closeOutput();

        assertEquals(expected.toString(), Talk.readAllText(pair.far()));
      }
    });
  }

  @Test
  default void twoTasksCannotWriteOneStream() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<?> first = scope.start("first", () -> Talk.fill(pair.near()));
        Talk.untilAllWait();

        BusyException busy = assertThrows(BusyException.class, () -> pair.near().write(bytes("x")));
        Talk.assertNames(pair.near().remote(), busy);
        first.cancel("enough");
      }
    });
  }

  @Test
  default void theInputGoesOnWhenTheOutputIsClosed() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(bytes("all I have"));
        pair.near().closeOutput();
        assertEquals("all I have", Talk.readAllText(pair.far()));

        pair.far().write(bytes("thank you"));
        assertEquals("thank you", readText(pair.near(), 9));
        pair.far().closeOutput();
        assertFalse(pair.near().read().hasRemaining());
      }
    });
  }

  @Test
  default void nothingIsWrittenAfterTheOutputWasClosedHoweverOften() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().closeOutput();
        pair.near().closeOutput();

        ClosedException closed =
            assertThrows(ClosedException.class, () -> pair.near().write(bytes("more")));
        Talk.assertNames(pair.near().remote(), closed);
        assertEquals("", Talk.readAllText(pair.far()));
        assertEquals(0, pair.near().written());
      }
    });
  }
}
