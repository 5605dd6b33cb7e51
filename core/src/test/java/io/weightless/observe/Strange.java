package io.weightless.observe;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Has a class of the tests and what is in it itself, and the rest from its parent.
final class Strange extends ClassLoader {
  private final String own;

  Strange(ClassLoader parent, Class<?> own) {
    super(parent);
    this.own = own.getName();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(own)) {
      return super.loadClass(name, resolve);
    }
    Class<?> present = findLoadedClass(name);
    return present == null ? define(name) : present;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = bytes(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  static byte[] bytes(String name) throws IOException {
    String file = name.replace('.', '/') + ".class";
    ClassLoader ours = Strange.class.getClassLoader();
    try (InputStream in = Objects.requireNonNull(ours.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }
}
