package io.weightless.check.bench.observe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// The JDK's: a proxy for each hop, and each calls the next one by reflection.
final class Proxies {
  private Proxies() {}

  static Chain chain(int hops) {
    Leaf leaf = new Leaf();
    Numbers next = leaf;
    for (int i = 0; i <= hops; i++) {
      next = proxy(next);
    }
    return new Chain(next, leaf);
  }

  private static Numbers proxy(Numbers next) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          try {
            return method.invoke(next, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        };
    return (Numbers)
        Proxy.newProxyInstance(
            Numbers.class.getClassLoader(), new Class<?>[] {Numbers.class}, handler);
  }
}
