package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.FileLock;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What the tasks of a computer that has crashed still run is not seen on its disk.
final class DeadFilesTest {
  private static final Path FROM = Path.of("/tmp/from");
  private static final Path TO = Path.of("/tmp/to");

  /// Each operation takes a second.
  private static final class SlowWorld implements DiskWorld {
    @Override
    public Duration latency(boolean syncs) {
      return Duration.ofSeconds(1);
    }

    @Override
    public boolean strikes(Fault fault) {
      return false;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private interface Story {
    void tell(MemoryDisk disk) throws IOException;
  }

  private static void run(Story story) {
    Simulation.seed(1)
        .host(
            "computer",
            () -> {
              RandomGenerator random = Reactor.current().random();
              story.tell(new MemoryDisk(random, new SlowWorld()));
            })
        .run();
  }

  @Test
  void aLockThatIsReleasedThenIsFreeInTheNextLife() {
    run(disk -> {
      MemoryFiles first = new MemoryFiles(disk);
      try (OpenFile dead = first.edit(FROM, StandardOpenOption.CREATE);
          FileLock _ = dead.lock(false)) {
        dead.sync();
        first.syncDirectory(Path.of("/tmp"));
        first.crash();
        disk.crash();
      }
      MemoryFiles second = new MemoryFiles(disk);
      try (OpenFile file = second.edit(FROM);
          FileLock lock = file.tryLock(false)) {
        assertThat(lock).isNotNull();
      }
    });
  }

  @Test
  void aCopyThatBreaksOffThenLeavesWhatThereIs() {
    run(disk -> {
      MemoryFiles first = new MemoryFiles(disk);
      try (OpenFile file = first.edit(FROM, StandardOpenOption.CREATE)) {
        file.append(ByteBuffer.allocate(1_000_000));
      }
      Scope.<IOException>join(scope -> {
        Task<?> copy = scope.start("copy", () -> first.copy(FROM, TO));
        Task.sleep(Duration.ofMillis(4_500));
        first.crash();
        copy.cancel("its computer is dead");
      });
      assertThat(new MemoryFiles(disk).info(TO).size()).isPositive();
    });
  }
}
