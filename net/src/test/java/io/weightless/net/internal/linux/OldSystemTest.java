package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files are opened also where a newer system call is refused: by an older Linux, or a sandbox.
@EnabledOnOs(OS.LINUX)
final class OldSystemTest {
  private static final Function CONTROL = Function.named("prctl");
  private static final int NO_NEW_PRIVILEGES = 38;
  private static final int SECCOMP = 22;
  private static final int FILTER = 2;

  private static final int OPENAT2 = 437;
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int ALLOWED = 0x7fff_0000;
  private static final int NO_SUCH_CALL = 0x5_0000 + 38;

  /// For this thread, for ever.
  private static void refuseNewerCalls(Arena arena) throws Errno {
    MemorySegment steps = arena.allocate(4 * Long.BYTES, Long.BYTES);
    step(steps, 0, LOAD, 0, 0);
    step(steps, 1, JUMP_IF_EQUAL, 1, OPENAT2);
    step(steps, 2, RETURN, 0, NO_SUCH_CALL);
    step(steps, 3, RETURN, 0, ALLOWED);
    MemorySegment program = arena.allocate(2 * Long.BYTES, Long.BYTES);
    program.set(JAVA_SHORT, 0, (short) 4);
    program.set(JAVA_LONG, Long.BYTES, steps.address());
    MemorySegment state = Function.state(arena);
    Libc.check(CONTROL.callIn(state, NO_NEW_PRIVILEGES, 1, 0, 0, 0, 0, 0));
    Libc.check(CONTROL.callIn(state, SECCOMP, FILTER, program.address(), 0, 0, 0, 0));
  }

  private static void step(MemorySegment steps, int i, int code, int jumpIfNot, int value) {
    long jumps = (long) jumpIfNot << 24;
    steps.setAtIndex(JAVA_LONG, i, code | jumps | ((long) value << 32));
    assertThat(steps.getAtIndex(JAVA_INT, 2 * i + 1)).isEqualTo(value);
  }

  private static int open(Path file, int resolve) throws Errno {
    try (Arena arena = Arena.ofConfined()) {
      refuseNewerCalls(arena);
      int descriptor = new FileCalls(arena).open(file, 0, resolve);
      if (descriptor >= 0) {
        FileCalls.close(descriptor);
      }
      return Math.min(descriptor, 0);
    }
  }

  private static int openThere(Path file, int resolve) throws Exception {
    FutureTask<Integer> result = new FutureTask<>(() -> open(file, resolve));
    Thread thread = Thread.ofPlatform().start(result);
    thread.join();
    return result.get();
  }

  @Test
  void aFileIsOpenedWhereOnlyTheOldCallIsKnown(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertThat(openThere(file, FileCalls.RESOLVE_CACHED)).isEqualTo(-38);
    assertThat(openThere(file, 0)).isZero();
  }
}
