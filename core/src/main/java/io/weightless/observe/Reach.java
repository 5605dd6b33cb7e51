package io.weightless.observe;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What messages by name reach of a component: the methods that its interfaces declare. Whatever
/// else its class has is its own, and so is the end of its life.
final class Reach {
  private static final List<Class<?>> NEVER =
      List.of(
          Object.class,
          AutoCloseable.class,
          Named.class,
          Observable.class,
          Transparent.class,
          Unknown.class);

  private static final ClassValue<Map<String, List<Method>>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
          return methods(type);
        }
      };

  private Reach() {}

  /// All of this name.
  static List<Method> of(Class<?> type, String name) {
    return METHODS.get(type).getOrDefault(name, List.of());
  }

  private static Map<String, List<Method>> methods(Class<?> type) {
    Map<String, List<Method>> methods = new HashMap<>();
    for (Class<?> each : interfaces(type)) {
      for (Method declared : each.getDeclaredMethods()) {
        if (isMessage(declared)) {
          Method method = method(type, declared);
          if (!method.trySetAccessible()) { // its class need not be public
            declared.trySetAccessible();
            method = declared;
          }
          methods.computeIfAbsent(method.getName(), _ -> new ArrayList<>()).add(method);
        }
      }
    }
    return methods;
  }

  private static Set<Class<?>> interfaces(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> implemented : each.getInterfaces()) {
        if (all.add(implemented)) {
          all.addAll(interfaces(implemented));
        }
      }
    }
    return all;
  }

  private static boolean isMessage(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && NEVER.stream().noneMatch(never -> isOf(never, method));
  }

  private static boolean isOf(Class<?> never, Method method) {
    if (!never.isAssignableFrom(method.getDeclaringClass()) && never != Object.class) {
      return false; // it only has the same name
    }
    try {
      never.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException _) {
      return false;
    }
  }

  /// As the class declares it, where that says more exactly what it takes and returns.
  private static Method method(Class<?> type, Method declared) {
    Method exact = declared;
    for (Method method : type.getMethods()) {
      if (!method.isBridge() && isAsExact(method, exact) && isOverridden(type, method, declared)) {
        exact = method;
      }
    }
    return exact;
  }

  private static boolean isAsExact(Method method, Method other) {
    Class<?>[] types = method.getParameterTypes();
    Class<?>[] others = other.getParameterTypes();
    boolean fits =
        method.getName().equals(other.getName())
            && types.length == others.length
            && other.getReturnType().isAssignableFrom(method.getReturnType());
    for (int i = 0; fits && i < types.length; i++) {
      fits = others[i].isAssignableFrom(types[i]);
    }
    return fits;
  }

  /// Whether what is `declared` is there as `method`: when it takes something else there is a
  /// bridge between both.
  private static boolean isOverridden(Class<?> type, Method method, Method declared) {
    if (Arrays.equals(method.getParameterTypes(), declared.getParameterTypes())) {
      return true;
    }
    try {
      return type.getMethod(declared.getName(), declared.getParameterTypes()).isBridge();
    } catch (NoSuchMethodException _) {
      return false;
    }
  }
}
