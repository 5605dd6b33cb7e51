package io.weightless.observe;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the method that a name and arguments mean.
final class Fitting {
  private Fitting() {}

  /// That of an interface of `target`; null for none of this name.
  ///
  /// @throws IllegalArgumentException when there are some, and none takes `arguments`
  static @Nullable Method of(Object target, String name, @Nullable Object[] arguments) {
    List<Method> candidates = Reach.of(target.getClass(), name);
    Method method = method(candidates, name, arguments);
    if (method == null && !candidates.isEmpty()) {
      throw new IllegalArgumentException(
          candidates.getFirst() + " does not take " + Arrays.toString(arguments));
    }
    return method;
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
