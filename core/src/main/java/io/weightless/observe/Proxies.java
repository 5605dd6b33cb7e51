package io.weightless.observe;

import io.weightless.observe.internal.Caller;
import io.weightless.observe.internal.Hop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Dispatchers of an interface that no class can be written for: the JDK's proxies. They do the
/// same, and take some times longer.
final class Proxies implements Caller {
  private final Class<?> type;
  private final Method[] methods;
  private final Map<Method, Integer> numbers = new HashMap<>();

  Proxies(Class<?> type, Method[] methods) {
    this.type = type;
    this.methods = methods;
    for (int number = 0; number < methods.length; number++) {
      numbers.put(methods[number], number);
    }
  }

  Object dispatcher(Hop hop) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Integer number = numbers.get(method);
          return number == null
              ? ofObject(proxy, method, arguments, hop)
              : hop.answer(number, arguments == null ? new Object[0] : arguments);
        });
  }

  private static Object ofObject(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments, Hop hop) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> hop.toString();
    };
  }

  @Override
  public @Nullable Object call(int method, Object target, @Nullable Object[] arguments)
      throws Throwable {
    return invoke(methods[method], target, arguments);
  }

  static @Nullable Object invoke(Method method, Object target, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
