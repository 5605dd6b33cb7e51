package io.weightless.observe;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
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
    Erasure erasure = new Erasure(type);
    for (Class<?> each : interfaces(type)) {
      for (Method declared : each.getDeclaredMethods()) {
        if (isMessage(declared)) {
          Method method = method(type, erasure, declared);
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

  /// As the class has it. When it takes something else than what is `declared`, there is a bridge
  /// between both; its own overloads are no matter then.
  private static Method method(Class<?> type, Erasure erasure, Method declared) {
    try {
      Method method = type.getMethod(declared.getName(), declared.getParameterTypes());
      return method.isBridge()
          ? type.getMethod(declared.getName(), erasure.parameters(declared))
          : method;
    } catch (NoSuchMethodException _) {
      return declared;
    }
  }
}
