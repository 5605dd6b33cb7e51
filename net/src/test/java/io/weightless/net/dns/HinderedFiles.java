package io.weightless.net.dns;

import io.weightless.net.Files;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/// The files of the system, with something in front of each look at one.
final class HinderedFiles {
  private HinderedFiles() {}

  /// What comes first.
  interface Hindrance {
    void before(Path path) throws IOException;
  }

  static Files of(Files files, Hindrance hindrance) {
    return (Files)
        Proxy.newProxyInstance(
            Files.class.getClassLoader(),
            new Class<?>[] {Files.class},
            (_, method, arguments) -> {
              if (arguments[0] instanceof Path path) {
                hindrance.before(path);
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
