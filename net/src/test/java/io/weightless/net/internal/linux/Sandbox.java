package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A thread whose system calls of one kind fail: as in an older Linux, or where it is forbidden.
final class Sandbox {
  private static final Function CONTROL = Function.named("prctl");
  private static final int NO_NEW_PRIVILEGES = 38;
  private static final int SECCOMP = 22;
  private static final int FILTER = 2;

  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int ALLOWED = 0x7fff_0000;
  private static final int FAILS = 0x5_0000;

  private Sandbox() {}

  /// Runs `act` where the system call of the number `call` fails with `error`.
  static <T> T without(int call, int error, Callable<T> act) throws Exception {
    FutureTask<T> result =
        new FutureTask<>(() -> {
          refuse(call, error);
          return act.call();
        });
    Thread thread = Thread.ofPlatform().start(result);
    thread.join();
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }

  /// For this thread, for ever.
  private static void refuse(int call, int error) throws Errno {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment steps = arena.allocate(4 * Long.BYTES, Long.BYTES);
      step(steps, 0, LOAD, 0, 0);
      step(steps, 1, JUMP_IF_EQUAL, 1, call);
      step(steps, 2, RETURN, 0, FAILS + error);
      step(steps, 3, RETURN, 0, ALLOWED);
      MemorySegment program = arena.allocate(2 * Long.BYTES, Long.BYTES);
      program.set(JAVA_SHORT, 0, (short) 4);
      program.set(JAVA_LONG, Long.BYTES, steps.address());
      MemorySegment state = Function.state(arena);
      Libc.check(CONTROL.callIn(state, NO_NEW_PRIVILEGES, 1, 0, 0, 0, 0, 0));
      Libc.check(CONTROL.callIn(state, SECCOMP, FILTER, program.address(), 0, 0, 0, 0));
    }
  }

  private static void step(MemorySegment steps, int i, int code, int jumpIfNot, int value) {
    long jumps = (long) jumpIfNot << 24;
    steps.setAtIndex(JAVA_LONG, i, code | jumps | ((long) value << 32));
    assertThat(steps.getAtIndex(JAVA_INT, 2 * i + 1)).isEqualTo(value);
  }
}
