package io.weightless.engine.internal;

/// What reports call the code that a loop itself runs, which has no name of its own.
public final class Callback {
  private Callback() {}

  /// Its class; of a lambda's only the part that tells where it is written.
  public static String nameOf(Object code) {
    String name = code.getClass().getName();
    int address = name.indexOf('/');
    return address < 0 ? name : name.substring(0, address);
  }
}
