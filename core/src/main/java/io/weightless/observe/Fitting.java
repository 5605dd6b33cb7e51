package io.weightless.observe;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the method that a name and arguments mean.
final class Fitting {
  private Fitting() {}

  /// A public one of `target`, whatever interface it is of; null for none of this name. Those that
  /// every component has are not meant.
  static @Nullable Method of(Object target, String name, @Nullable Object[] arguments) {
    List<Method> candidates = new ArrayList<>();
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && isMeant(method) && isOwn(method)) {
        candidates.add(method);
      }
    }
    Method method = method(candidates, name, arguments);
    if (method != null) {
      method.trySetAccessible(); // its class need not be public
    } else if (!candidates.isEmpty()) {
      throw new IllegalArgumentException(
          candidates.getFirst() + " does not take " + Arrays.toString(arguments));
    }
    return method;
  }

  /// Whether it is no bridge to another one, but at most to the same one of a class that is not
  /// public, which has no other public form.
  private static boolean isMeant(Method method) {
    if (!method.isBridge()) {
      return true;
    }
    Class<?> above = method.getDeclaringClass().getSuperclass();
    while (above != null) {
      if (!Modifier.isPublic(above.getModifiers()) && declares(above, method)) {
        return true;
      }
      above = above.getSuperclass();
    }
    return false;
  }

  private static boolean declares(Class<?> type, Method bridge) {
    for (Method method : type.getDeclaredMethods()) {
      if (!method.isBridge()
          && method.getName().equals(bridge.getName())
          && method.getReturnType() == bridge.getReturnType()
          && Arrays.equals(method.getParameterTypes(), bridge.getParameterTypes())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwn(Method method) {
    return !Modifier.isStatic(method.getModifiers())
        && !isDeclaredBy(Object.class, method)
        && !isDeclaredBy(Observable.class, method)
        && !isDeclaredBy(Named.class, method)
        && !isDeclaredBy(Unknown.class, method);
  }

  private static boolean isDeclaredBy(Class<?> type, Method method) {
    try {
      type.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException _) {
      return false;
    }
  }

  /// The most exact one of those that take `arguments`; null for none.
  ///
  /// @throws IllegalArgumentException when there are several, and none of them is
  static @Nullable Method method(
      List<Method> candidates, String name, @Nullable Object[] arguments) {
    List<Method> fitting = new ArrayList<>();
    for (Method method : candidates) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        fitting.add(method);
      }
    }
    List<Method> exact = new ArrayList<>(fitting);
    exact.removeIf(method -> !fitting.stream().allMatch(other -> isAsExact(method, other)));
    if (exact.isEmpty() && !fitting.isEmpty()) {
      throw new IllegalArgumentException(
          "several methods take " + Arrays.toString(arguments) + ": " + fitting);
    }
    return exact.isEmpty() ? null : exact.getFirst();
  }

  private static boolean takes(Method method, @Nullable Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Object argument = arguments[i];
      if (argument == null ? types[i].isPrimitive() : !boxed(types[i]).isInstance(argument)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsExact(Method method, Method other) {
    Class<?>[] own = method.getParameterTypes();
    Class<?>[] others = other.getParameterTypes();
    for (int i = 0; i < own.length; i++) {
      if (!boxed(others[i]).isAssignableFrom(boxed(own[i]))) {
        return false;
      }
    }
    return other.getReturnType().isAssignableFrom(method.getReturnType())
        || !method.getReturnType().isAssignableFrom(other.getReturnType());
  }

  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
