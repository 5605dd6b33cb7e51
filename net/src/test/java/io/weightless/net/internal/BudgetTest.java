package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connection that is always ready meets one for which something comes now and then.
@EachBackend
final class BudgetTest {
  @AutoClose private final World world;

  /// What one task may do before another one's turn: io_uring sends what was written with the next
  /// look, and then has to look once more.
  private final int most;

  BudgetTest(String backend) throws IOException {
    world = new World(backend);
    most = (backend.equals("uring") ? 2 : 1) * Budget.OPERATIONS;
  }

  /// How many steps `greedy` made before the task that waits for a byte got it, which was written
  /// when the first step was made.
  private int stepsBefore(Scope scope, Step greedy) throws IOException {
    int[] steps = {0};
    int[] seen = {-1};
    try (Pair patient = world.connect()) {
      Task<?> waiting =
          scope.start(
              "patient",
              () -> {
                readText(patient.near());
                seen[0] = steps[0];
              });
      Task.sleep(Duration.ofSeconds(1)); // until it waits
      patient.far().write(bytes("now"));
      while (seen[0] < 0 && steps[0] < 1_000) {
        greedy.run();
        steps[0]++;
      }
      waiting.await();
    }
    return seen[0];
  }

  private interface Step {
    void run() throws IOException;
  }

  @Test
  void aReaderWhoseInputIsAlwaysThereStarvesNobody() throws IOException {
    world.run(scope -> {
      try (Pair fast = world.connect()) {
        widen(scope, fast);
        fillUp(fast.far());
        fast.near().read(); // fills its buffer, so the next one does not wait

        assertThat(stepsBefore(scope, () -> fast.near().read())).isBetween(1, most);
      }
    });
  }

  /// Makes the system's buffers as large as they get: so much input can be there at once.
  private static void widen(Scope scope, Pair pair) throws IOException {
    int total = 64 * 1024 * 1024;
    ByteBuffer much = ByteBuffer.allocateDirect(total);
    scope.start("writer", () -> pair.far().write(much));
    for (int received = 0; received < total; ) {
      received += pair.near().read().remaining();
    }
  }

  @Test
  void aReaderAtTheEndOfItsInputStarvesNobody() throws IOException {
    world.run(scope -> {
      try (Pair ended = world.connect()) {
        ended.far().closeOutput();

        assertThat(stepsBefore(scope, () -> ended.near().read())).isBetween(1, Budget.OPERATIONS);
      }
    });
  }

  private static void fillUp(Stream stream) {
    assertThatThrownBy(() ->
            Scope.run(
                Deadline.after(Duration.ofSeconds(1)),
                _ -> {
                  World.fill(stream);
                  return "never";
                }))
        .isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  void aWriterWhoseOutputAlwaysTakesMoreStarvesNobody() throws IOException {
    world.run(scope -> {
      try (Pair fast = world.connect()) {
        ByteBuffer piece = ByteBuffer.allocateDirect(1024);

        assertThat(stepsBefore(scope, () -> fast.near().write(piece.clear())))
            .isBetween(1, Budget.OPERATIONS);
      }
    });
  }

  @Test
  void longOperationsCountAsSeveral() throws IOException {
    world.run(scope -> {
      try (Pair fast = world.connect()) {
        ByteBuffer piece = ByteBuffer.allocateDirect(8 * Budget.BYTES_PER_OPERATION);

        assertThat(stepsBefore(scope, () -> fast.near().write(piece.clear())))
            .isBetween(1, Budget.OPERATIONS / 8);
      }
    });
  }

  @Test
  void aTransferThatNeverWaitsStarvesNobody(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[8 * Budget.BYTES_PER_OPERATION]);
    world.run(scope -> {
      try (Pair fast = world.connect();
          FileSource file = world.files().open(path)) {
        long size = file.size();

        assertThat(stepsBefore(scope, () -> fast.near().transferFrom(file, 0, size)))
            .isBetween(1, Budget.OPERATIONS / 8);
      }
    });
  }

  @Test
  void aTaskThatGivesWayIsNotIdleSoNoTimePasses() throws IOException {
    world.run(_ -> {
      try (Pair fast = world.connect()) {
        long before = world.reactor.clock().nanos();
        String kept =
            Scope.run(
                Deadline.after(Duration.ofSeconds(1)),
                _ -> {
                  for (int i = 0; i < 3 * Budget.OPERATIONS; i++) {
                    fast.near().write(bytes("x"));
                  }
                  return "deadline kept";
                });

        assertThat(kept).isEqualTo("deadline kept");
        assertThat(world.reactor.clock().nanos()).isEqualTo(before);
      }
    });
  }
}
