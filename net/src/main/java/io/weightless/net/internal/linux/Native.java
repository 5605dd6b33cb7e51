package io.weightless.net.internal.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Makes method handles of functions of the C library.
///
/// Addresses are passed as `long`, which costs no object and is the same to the processor.
@SuppressWarnings("restricted") // to call the system is what it is for
final class Native {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle NUMBER =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private Native() {}

  /// One that may hold its thread for a while. What it is called with begins with where its error
  /// number goes, see [#state].
  static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
    return make(name, result, parameters, ERRNO);
  }

  /// One that returns at once: the JVM does not let go of the thread around it, which costs less,
  /// and holds everybody up who wants to stop all threads, as the garbage collector does.
  static MethodHandle shortFunction(String name, MemoryLayout result, MemoryLayout... parameters) {
    return make(name, result, parameters, ERRNO, Linker.Option.critical(false));
  }

  /// One whose failures are nobody's business, so that any thread may call it.
  static MethodHandle plainFunction(String name, MemoryLayout result, MemoryLayout... parameters) {
    return make(name, result, parameters);
  }

  private static MethodHandle make(
      String name, MemoryLayout result, MemoryLayout[] parameters, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        options);
  }

  /// `strerror`, which can't fail.
  static String message(int number) {
    try {
      MethodHandle strerror = plainFunction("strerror", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
      return ((MemorySegment) strerror.invokeExact(number))
          .reinterpret(Long.MAX_VALUE)
          .getString(0);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// A place where functions leave their error numbers, for one thread at a time.
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }

  static int errno(MemorySegment state) {
    return (int) NUMBER.get(state, 0L);
  }
}
