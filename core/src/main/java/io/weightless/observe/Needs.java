package io.weightless.observe;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a component has declared that it sends.
final class Needs {
  private final Set<Class<?>> required = new LinkedHashSet<>();
  private final Set<Class<?>> sent = new LinkedHashSet<>();
  private final Set<Class<?>> sentOnce = new LinkedHashSet<>();
  private boolean declared;

  void require(Class<?>... types) {
    Collections.addAll(required, types);
    send(types);
  }

  void send(Class<?>... types) {
    declared = true;
    Collections.addAll(sent, types);
  }

  void sendOnce(Class<?>... types) {
    declared = true;
    Collections.addAll(sentOnce, types);
  }

  /// Whether it may send what it likes.
  boolean areOpen() {
    return !declared;
  }

  List<Class<?>> required() {
    return List.copyOf(required);
  }

  List<Class<?>> sent() {
    return List.copyOf(sent);
  }

  List<Class<?>> sentOnce() {
    return List.copyOf(sentOnce);
  }
}
