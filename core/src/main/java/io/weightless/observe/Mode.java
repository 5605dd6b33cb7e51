package io.weightless.observe;

import io.weightless.coroutine.Program;
import java.lang.reflect.Method;

/// The ways to send, and for which methods each one is.
enum Mode {
  CALL("any method"),
  ANY("methods that return a Program"),
  ALL("methods that return a Program"),
  TELL("methods that return nothing"),
  ONCE("methods that return nothing, or a Program");

  private final String suitable;

  Mode(String suitable) {
    this.suitable = suitable;
  }

  boolean suits(Class<?> returned) {
    return switch (this) {
      case CALL -> true;
      case ANY, ALL -> returned == Program.class;
      case TELL -> returned == void.class;
      case ONCE -> returned == void.class || returned == Program.class;
    };
  }

  Flavour flavour() {
    return switch (this) {
      case CALL -> Flavour.FIRST;
      case TELL -> Flavour.EACH;
      case ANY, ALL, ONCE -> Flavour.ANSWER;
    };
  }

  void check(Method method, Class<?> returned) {
    if (!suits(returned)) {
      throw Traces.cleaned(
          new UnsupportedOperationException(
              this
                  + " is for "
                  + suitable
                  + ", and "
                  + method.getDeclaringClass().getSimpleName()
                  + "."
                  + method.getName()
                  + " returns "
                  + returned.getSimpleName()));
    }
  }

  /// As it is written in a program.
  @Override
  public String toString() {
    return switch (this) {
      case CALL -> "call";
      case ANY -> "any";
      case ALL -> "all";
      case TELL -> "tell";
      case ONCE -> "once";
    };
  }
}
