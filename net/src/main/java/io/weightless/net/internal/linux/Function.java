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
import java.util.Collections;

/// A function of the C library.
///
/// All have one shape, seven numbers in and one out, for the JVM takes ten milliseconds and more to
/// link a shape, and no time for a function of one that it knows. The processors that [Platform]
/// names pass an address as they pass an `int`, each in a place of its own, so a function that
/// takes less finds what it takes.
@SuppressWarnings("restricted") // to call the system is what it is for
record Function(MethodHandle handle) {
  private static final int PARAMETERS = 7;
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          Collections.nCopies(PARAMETERS, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle NUMBER =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /// Where the error numbers of calls go that nobody asks for; of any thread.
  private static final MemorySegment NOBODYS = state(Arena.global());

  /// One that may hold its thread for a while.
  static Function named(String name) {
    return link(name, ERRNO);
  }

  /// One that returns at once: the JVM does not let go of the thread around it, which costs less,
  /// and holds everybody up who wants to stop all threads, as the garbage collector does.
  static Function brief(String name) {
    return link(name, ERRNO, Linker.Option.critical(false));
  }

  private static Function link(String name, Linker.Option... options) {
    MemorySegment place = LINKER.defaultLookup().findOrThrow(name);
    return new Function(LINKER.downcallHandle(place, SHAPE, options));
  }

  /// A place where calls leave their error numbers, for one thread at a time.
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }

  /// @return what it returned, an `int` or a small `long`; or the negative number of its error
  int call(Libc libc, long a, long b, long c, long d, long e, long f, long g) {
    int result = (int) invoke(libc.state, a, b, c, d, e, f, g);
    return result < 0 ? errorIn(libc.state) : result;
  }

  int call(Libc libc, long a, long b, long c, long d, long e, long f) {
    return call(libc, a, b, c, d, e, f, 0);
  }

  int call(Libc libc, long a, long b, long c, long d, long e) {
    return call(libc, a, b, c, d, e, 0, 0);
  }

  int call(Libc libc, long a, long b, long c, long d) {
    return call(libc, a, b, c, d, 0, 0, 0);
  }

  int call(Libc libc, long a, long b, long c) {
    return call(libc, a, b, c, 0, 0, 0, 0);
  }

  int call(Libc libc, long a, long b) {
    return call(libc, a, b, 0, 0, 0, 0, 0);
  }

  int call(Libc libc, long a) {
    return call(libc, a, 0, 0, 0, 0, 0, 0);
  }

  /// As [#call], for one whose results are too large for an `int`: an address, or the length of a
  /// file.
  long callForLong(Libc libc, long a, long b, long c, long d, long e, long f) {
    long result = invoke(libc.state, a, b, c, d, e, f, 0);
    return result < 0 ? errorIn(libc.state) : result;
  }

  /// As [#call], by any thread, which has a [#state] of its own.
  int callIn(MemorySegment state, long a, long b, long c, long d, long e, long f, long g) {
    int result = (int) invoke(state, a, b, c, d, e, f, g);
    return result < 0 ? errorIn(state) : result;
  }

  /// As [#callForLong], by any thread.
  long callForLongIn(MemorySegment state, long a, long b, long c, long d, long e) {
    long result = invoke(state, a, b, c, d, e, 0, 0);
    return result < 0 ? errorIn(state) : result;
  }

  /// By any thread; its failures are nobody's business.
  long callAnywhere(long a, long b, long c) {
    return invoke(NOBODYS, a, b, c, 0, 0, 0, 0);
  }

  private long invoke(MemorySegment state, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) handle.invokeExact(state, a, b, c, d, e, f, g);
    } catch (Throwable thrown) {
      throw new AssertionError("a call of a function of the C library", thrown);
    }
  }

  private static int errorIn(MemorySegment state) {
    return -(int) NUMBER.get(state, 0L);
  }
}
