package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.OpenFile;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Where files in memory are as the real ones, at the edges.
final class MemoryFilesTest {
  private static final Path DIRECTORY = Path.of("/tmp/directory");
  private static final Path FILE = DIRECTORY.resolve("file");

  private interface Story {
    void tell(MemoryFiles files) throws IOException;
  }

  private static void run(Story story) throws IOException {
    try (Reactor reactor =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      MemoryFiles files = MemoryFiles.attachTo(reactor);
      reactor.run(() -> {
        files.createDirectory(DIRECTORY);
        files.edit(FILE, StandardOpenOption.CREATE).close();
        story.tell(files);
      });
    }
  }

  @Test
  void aDirectoryThatTakesItsOwnPlaceStays() throws IOException {
    run(files -> {
      files.rename(DIRECTORY, DIRECTORY, StandardCopyOption.REPLACE_EXISTING);

      assertThat(files.list(DIRECTORY)).hasSize(1);
    });
  }

  @Test
  void whatIsWrittenTooFarAwayDoesNotFit() throws IOException {
    run(files -> {
      try (OpenFile file = files.edit(FILE)) {
        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), Long.MAX_VALUE))
            .hasMessageContaining("No space left on device");
        assertThat(file.size()).isZero();
      }
    });
  }

  @Test
  void permissionsHaveTheirOrder() throws IOException {
    Set<PosixFilePermission> all = PosixFilePermissions.fromString("rwxrwxrwx");
    run(files -> {
      files.permissions(FILE, all);

      assertThat(files.details(FILE).permissions()).containsExactlyElementsOf(EnumSet.copyOf(all));
    });
  }
}
