package io.weightless.engine.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs to its end what becomes ready after its carrier was closed, and says what it was.
///
/// Such are guests and strands that waited in the JDK: a helper thread of the JDK resubmits them
/// whenever it likes. Without the janitor they would be lost, `finally` blocks and all. One thread,
/// started when there is something to sweep and ended when there is not.
final class Janitor {
  private static final System.Logger LOG = System.getLogger("io.weightless.engine");

  private static final ThreadPoolExecutor THREAD =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("weightless-janitor").factory());

  static {
    THREAD.allowCoreThreadTimeOut(true);
  }

  private Janitor() {}

  /// From any thread; never waits and never throws.
  static void sweep(Carrier closed) {
    THREAD.execute(() -> run(closed));
  }

  private static void run(Carrier closed) {
    closed.enterAfterAll();
    try {
      closed.guests.interruptAll();
      while (closed.hasReady()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "after its reactor was closed the janitor runs on " + describe(closed));
        drain(closed);
      }
    } finally {
      closed.exit();
    }
  }

  private static String describe(Carrier closed) {
    return "tasks "
        + closed.strands().living().stream().map(Strand::name).toList()
        + " and guests "
        + closed.guests.living().stream().map(Guests.Guest::name).toList();
  }

  private static void drain(Carrier closed) {
    try {
      closed.drain(Integer.MAX_VALUE);
    } catch (Throwable e) {
      Failures.log("what outlived its reactor failed", e);
    }
  }
}
