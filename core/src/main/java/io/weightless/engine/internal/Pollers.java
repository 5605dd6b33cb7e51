package io.weightless.engine.internal;

/// Starts the JDK's socket pollers before any loop runs.
///
/// Virtual threads started by a virtual thread inherit its scheduler, the pollers too. Were they
/// first started inside a task, an unrelated thread's socket read would hang when that task's loop
/// stops. So they are started from a platform thread, once, when the engine is chosen.
final class Pollers {
  private static final System.Logger LOG = System.getLogger("io.weightless.engine");

  private Pollers() {}

  static void prime() {
    Thread primer = Thread.ofPlatform().daemon().name("weightless-primer").start(Pollers::load);
    boolean interrupted = false;
    while (primer.isAlive()) {
      try {
        primer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void load() {
    try {
      Class.forName("sun.nio.ch.Poller", true, null);
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "this JDK has no socket pollers to start early", e);
    }
  }
}
