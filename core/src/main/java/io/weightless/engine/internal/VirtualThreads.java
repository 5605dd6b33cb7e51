package io.weightless.engine.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The non-public members of JDK 25's virtual threads that the fast engine stands on, and nothing
/// else of ours touches.
///
/// All of them are in `java.lang`, so that one flag opens the door:
/// `--add-opens=java.base/java.lang=ALL-UNNAMED`. Without it, or on a JDK where one of them is
/// gone, this class fails to initialise and the portable engine is chosen.
///
/// [#park] is the JDK's own `VirtualThread.park` with one difference: where the JDK would block the
/// carrier because the thread is pinned, ours throws [Pinned]. It costs nothing beside a park.
final class VirtualThreads {
  static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private static final MethodHandle CREATE;
  private static final MethodHandle CARRIER_THREAD;
  private static final MethodHandle TAKE_PERMIT;
  private static final MethodHandle SET_STATE;
  private static final MethodHandle CHANGE_STATE;
  private static final MethodHandle YIELD;
  private static final MethodHandle CARRIER_LOCAL;
  private static final int RUNNING;
  private static final int PARKING;
  private static final int PARKED;
  private static final int UNPARKED;

  static {
    try {
      Class<?> type = Class.forName("java.lang.VirtualThread");
      Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      CREATE =
          lookup
              .findConstructor(
                  type,
                  methodType(void.class, Executor.class, String.class, int.class, Runnable.class))
              .asType(
                  methodType(
                      Thread.class, Executor.class, String.class, int.class, Runnable.class));
      CARRIER_THREAD =
          lookup.findStatic(Thread.class, "currentCarrierThread", methodType(Thread.class));
      TAKE_PERMIT = member(lookup, type, "getAndSetParkPermit", boolean.class, boolean.class);
      SET_STATE = member(lookup, type, "setState", void.class, int.class);
      CHANGE_STATE =
          member(lookup, type, "compareAndSetState", boolean.class, int.class, int.class);
      YIELD = member(lookup, type, "yieldContinuation", boolean.class);
      CARRIER_LOCAL =
          MethodHandles.privateLookupIn(ThreadLocal.class, MethodHandles.lookup())
              .findVirtual(ThreadLocal.class, "getCarrierThreadLocal", methodType(Object.class));
      RUNNING = (int) lookup.findStaticVarHandle(type, "RUNNING", int.class).get();
      PARKED = (int) lookup.findStaticVarHandle(type, "PARKED", int.class).get();
      UNPARKED = (int) lookup.findStaticVarHandle(type, "UNPARKED", int.class).get();
      PARKING = (int) lookup.findStaticVarHandle(type, "PARKING", int.class).get();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private VirtualThreads() {}

  /// A virtual thread, not started, whose continuation is given to `scheduler` whenever it can run.
  static Thread create(Executor scheduler, String name, Runnable body) {
    try {
      return (Thread) CREATE.invokeExact(scheduler, name, 0, body);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// The platform thread that carries the caller: itself, when it is one.
  static Thread carrierThread() {
    try {
      return (Thread) CARRIER_THREAD.invokeExact();
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// The value that `local` has on the platform thread that carries the caller.
  static @Nullable Object carrierLocal(ThreadLocal<?> local) {
    try {
      return (Object) CARRIER_LOCAL.invokeExact((ThreadLocal) local);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// Parks `self`, the calling virtual thread, until it is unparked; may return early.
  ///
  /// @throws Pinned instead of blocking the carrier
  static void park(Thread self) {
    boolean yielded = false;
    try {
      if ((boolean) TAKE_PERMIT.invokeExact(self, false)) {
        return;
      }
      SET_STATE.invokeExact(self, PARKING);
      try {
        yielded = (boolean) YIELD.invokeExact(self);
      } finally {
        if (!yielded) {
          SET_STATE.invokeExact(self, RUNNING);
        }
      }
    } catch (StackOverflowError | OutOfMemoryError tooDeep) {
      throw new Pinned(tooDeep);
    } catch (Throwable e) {
      throw broken(e);
    }
    if (!yielded) {
      throw new Pinned();
    }
  }

  /// Ends a park of `thread`, without making it ready: its continuation has to be run.
  ///
  /// @return false when it is not parked
  static boolean unparks(Thread thread) {
    try {
      return (boolean) CHANGE_STATE.invokeExact(thread, PARKED, UNPARKED);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// Whether `thread` is parked, or blocked, and nobody has made it ready.
  static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  /// The virtual thread whose continuation `turn` is: the JDK hands its scheduler a lambda that
  /// captured the thread. Null when a JDK does it otherwise; then a guest has no name in reports.
  static @Nullable Thread threadOf(Runnable turn) {
    try {
      var captured = turn.getClass().getDeclaredFields()[0];
      captured.setAccessible(true);
      return captured.get(turn) instanceof Thread thread ? thread : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static MethodHandle member(
      Lookup lookup, Class<?> type, String name, Class<?> result, Class<?>... arguments)
      throws ReflectiveOperationException {
    MethodHandle found = lookup.findVirtual(type, name, methodType(result, arguments));
    return found.asType(found.type().changeParameterType(0, Thread.class));
  }

  private static MethodType methodType(Class<?> result, Class<?>... arguments) {
    return MethodType.methodType(result, arguments);
  }

  /// These members declare no checked exceptions: what they throw passes as it is.
  private static RuntimeException broken(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
