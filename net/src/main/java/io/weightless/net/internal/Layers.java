package io.weightless.net.internal;

import java.util.List;
import java.util.ServiceLoader;

/// Those of this program, found once.
final class Layers {
  static final List<Layer> ALL =
      ServiceLoader.load(Layer.class, Layer.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Layers() {}
}
