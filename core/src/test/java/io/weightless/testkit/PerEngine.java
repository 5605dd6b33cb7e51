package io.weightless.testkit;

import io.weightless.reactor.Reactor;

/// How much of the same a test does, which depends on what it costs on the engine that is tested.
///
/// A switch between tasks takes the portable engine some twenty times as long as the fast one,
/// since threads of the system wake each other. What only a large number can show, as one order
/// among many, is the same run on both: the fast engine searches all of it, the portable one the
/// beginning. So 1,000 seeds are 50 there.
public final class PerEngine {
  private PerEngine() {}

  /// `fast` on the fast engine, and `portable` on the portable one, which is less, and not none.
  public static int amount(int fast, int portable) {
    if (portable < 1 || portable > fast) {
      throw new IllegalArgumentException(portable + " is not from 1 to " + fast);
    }
    return isPortable() ? portable : fast;
  }

  private static boolean isPortable() {
    return Reactor.engineName().equals("portable");
  }
}
