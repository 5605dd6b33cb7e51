package io.weightless.component;

import java.util.Objects;

/// The name of an inlet that components find without being wired to it: see [Directory].
///
/// ```java
/// static final Service<String> LOG = new Service<>("log", String.class);
/// ```
///
/// Two of the same name and type are one.
///
/// @param name what it is asked for by
/// @param type what can be sent there
public record Service<T>(String name, Class<T> type) {
  public Service {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }

  @Override
  public String toString() {
    return "service '" + name + "' for " + type.getSimpleName();
  }
}
