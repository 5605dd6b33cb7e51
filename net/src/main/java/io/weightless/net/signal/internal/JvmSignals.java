package io.weightless.net.signal.internal;

import io.weightless.net.signal.Signal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who listens to which signal in this process, and what the JVM did with it before.
///
/// By `sun.misc.Signal` of the module `jdk.unsupported`, which compilers warn of and can't be told
/// not to; so it is called by its name.
final class JvmSignals {
  /// Who is told, on a thread of the JVM.
  interface Listener {
    void came(Signal signal);
  }

  /// Some JVMs would give a few of them away.
  private static final Set<Signal> FOR_FAULTS =
      EnumSet.of(Signal.SEGV, Signal.BUS, Signal.FPE, Signal.ILL);

  private static final Map<Signal, List<Listener>> LISTENERS = new ConcurrentHashMap<>();

  /// What handled those that are listened to.
  private static final Map<Signal, Object> BEFORE = new EnumMap<>(Signal.class);

  private JvmSignals() {}

  /// @throws UnsupportedOperationException when the JVM refuses it
  static synchronized void add(Signal signal, Listener listener) {
    if (FOR_FAULTS.contains(signal)) {
      throw new UnsupportedOperationException("the JVM lets nobody handle the signal " + signal);
    }
    if (signal == Signal.USR2) {
      throw new UnsupportedOperationException("the JVM suspends its threads by USR2; take USR1");
    }
    List<Listener> present = LISTENERS.computeIfAbsent(signal, _ -> new CopyOnWriteArrayList<>());
    if (present.isEmpty()) {
      BEFORE.put(signal, handle(signal, handler(signal)));
    }
    present.add(listener);
  }

  /// Does nothing for one that was not added.
  static synchronized void remove(Signal signal, Listener listener) {
    List<Listener> present = LISTENERS.getOrDefault(signal, List.of());
    if (present.contains(listener)) {
      present.remove(listener);
      Object before = present.isEmpty() ? BEFORE.remove(signal) : null;
      if (before != null) {
        Object _ = handle(signal, before);
      }
    }
  }

  private static void tell(Signal signal) {
    LISTENERS.getOrDefault(signal, List.of()).forEach(listener -> listener.came(signal));
  }

  static Object handler(Signal signal) {
    InvocationHandler calls =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                tell(signal);
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "listeners to " + signal;
            };
    Class<?> type = type("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls);
  }

  /// @return the handler before it
  static Object handle(Signal signal, Object handler) {
    Class<?> type = type("sun.misc.Signal");
    try {
      Object named = type.getConstructor(String.class).newInstance(signal.name());
      Method handle = type.getMethod("handle", type, type("sun.misc.SignalHandler"));
      return handle.invoke(null, named, handler);
    } catch (InvocationTargetException e) {
      throw new UnsupportedOperationException(
          "the JVM lets nobody handle the signal " + signal, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw unsupported(e);
    }
  }

  private static UnsupportedOperationException unsupported(ReflectiveOperationException cause) {
    return new UnsupportedOperationException("this JVM has no signals: jdk.unsupported", cause);
  }
}
