package io.weightless.observe;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// @param type null for a message that is of no interface
  /// @throws IllegalStateException when it has declared what it sends, and not this
  void check(Mode mode, @Nullable Class<?> type, Observers by) {
    if (declared && !(mode == Mode.ONCE ? sentOnce : sent).contains(type)) {
      throw new IllegalStateException(by + " have not declared " + missing(mode, type));
    }
  }

  private static String missing(Mode mode, @Nullable Class<?> type) {
    if (type == null) {
      return "a message without an interface: send Message.of(Class, name, ..)";
    }
    String what = "(" + type.getSimpleName() + ".class)";
    String add =
        mode == Mode.ONCE ? "sendingOnce" + what : "sending" + what + " or requiring" + what;
    return type.getSimpleName() + ", which is sent by " + mode + ": add " + add;
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
