package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// A `Stream` that is always ready gives way to others for whom something came.
public interface FairnessKit extends Connections {
  /// So many steps of one task are for ever.
  int MOST = 1_000;

  @Test
  default void aReaderAtTheEndOfItsInputStarvesNobody() throws IOException {
    run(scope -> {
      try (Pair ended = connect()) {
        ended.far().closeOutput();

        assertTrue(stepsBefore(scope, ended.near()::read) < MOST);
      }
    });
  }

  @Test
  default void aWriterWhoseOutputAlwaysTakesMoreStarvesNobody() throws IOException {
    run(scope -> {
      try (Pair fast = connect()) {
        ByteBuffer piece = ByteBuffer.allocateDirect(16);

        assertTrue(stepsBefore(scope, () -> fast.near().write(piece.clear())) < MOST);
      }
    });
  }

  /// How many steps `greedy` made before the task that waits for a byte got it, which was written
  /// before the first one.
  private int stepsBefore(Scope scope, Talk.Act greedy) throws IOException {
    int[] steps = {0};
    int[] seen = {MOST};
    try (Pair patient = connect()) {
      Task<?> waiting =
          scope.start(
              "patient",
              () -> {
                patient.near().read();
                seen[0] = steps[0];
              });
      Talk.untilAllWait();
      patient.far().write(Talk.bytes("!"));
      while (seen[0] == MOST && steps[0] < MOST) {
        greedy.run();
        steps[0]++;
      }
      waiting.await();
    }
    return seen[0];
  }

  @Test
  default void aTaskThatGivesWayIsNotIdleSoNoTimePasses() throws IOException {
    run(_ -> {
      try (Pair ended = connect()) {
        ended.far().closeOutput();
        ended.near().read();
        long before = Reactor.current().clock().nanos();
        for (int i = 0; i < MOST; i++) {
          ended.near().read();
        }

        assertEquals(before, Reactor.current().clock().nanos());
      }
    });
  }
}
