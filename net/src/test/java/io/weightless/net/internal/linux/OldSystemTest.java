package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files are opened also where a newer system call is refused: by an older Linux, or a sandbox.
@EnabledOnOs(OS.LINUX)
final class OldSystemTest {
  private static final int OPENAT2 = 437;

  private static int open(Path file, int resolve) {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = new FileCalls(arena).open(file, 0, resolve);
      if (descriptor >= 0) {
        FileCalls.close(descriptor);
      }
      return Math.min(descriptor, 0);
    }
  }

  private static int openThere(Path file, int resolve) throws Exception {
    return Sandbox.without(OPENAT2, Errno.ENOSYS, () -> open(file, resolve));
  }

  @Test
  void aFileIsOpenedWhereOnlyTheOldCallIsKnown(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertThat(openThere(file, FileCalls.RESOLVE_CACHED)).isEqualTo(-Errno.ENOSYS);
    assertThat(openThere(file, 0)).isZero();
  }
}
