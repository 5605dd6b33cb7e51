package io.weightless.check.bench.harness;

import java.io.IOException;

/// Ends this process when the one that started it is gone, however that ended.
public final class ParentWatch {
  private ParentWatch() {}

  /// Waits, on a thread of its own, for the end of standard input, which the parent holds open.
  public static void start() {
    Thread.ofPlatform().daemon().name("parent watch").start(ParentWatch::await);
  }

  private static void await() {
    try {
      while (System.in.read() >= 0) {
        // the parent says nothing
      }
    } catch (IOException _) {
      // gone as well
    }
    Runtime.getRuntime().halt(0);
  }
}
