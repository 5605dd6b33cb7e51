package io.weightless.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where classes can be written that have the methods of an interface.
final class Homes {
  private Homes() {}

  /// Null for nowhere.
  static @Nullable Lookup of(Class<?> type, Method[] methods) {
    if (type.isHidden() || !Arrays.stream(methods).allMatch(Homes::canBeNamed)) {
      return null;
    }
    Lookup own = MethodHandles.lookup();
    Lookup there = there(type, own);
    if (there != null) {
      return there;
    }
    return isPublic(type, methods) && sees(Homes.class.getClassLoader(), type) ? own : null;
  }

  private static boolean canBeNamed(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .describeConstable()
        .isPresent();
  }

  /// In the package of `type`, when it is open to us.
  private static @Nullable Lookup there(Class<?> type, Lookup own) {
    if (type.getModule() != Homes.class.getModule()) {
      return null; // only one's own module can be given hidden classes
    }
    try {
      return MethodHandles.privateLookupIn(type, own);
    } catch (IllegalAccessException _) {
      return null;
    }
  }

  private static boolean isPublic(Class<?> type, Method[] methods) {
    return type.getModule().isExported(type.getPackageName(), Homes.class.getModule())
        && isPublic(type)
        && Arrays.stream(methods)
            .flatMap(method ->
                Stream.concat(
                    Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes())))
            .allMatch(Homes::isPublic);
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return type.isArray()
        ? isPublic(type.getComponentType())
        : Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static boolean sees(@Nullable ClassLoader loader, Class<?> type) {
    try {
      return Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError _) {
      return false;
    }
  }
}
