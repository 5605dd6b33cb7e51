package io.weightless.engine.internal;

/// What an object says of itself, for messages that must come through whatever its own code does.
public final class Description {
  private Description() {}

  /// Its `toString`, or else the name of its class.
  public static String of(Object described) {
    try {
      return described.toString();
    } catch (RuntimeException | StackOverflowError e) {
      return described.getClass().getName();
    }
  }
}
