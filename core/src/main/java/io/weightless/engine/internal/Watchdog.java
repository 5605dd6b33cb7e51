package io.weightless.engine.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reports a strand that has held its carrier for too long, with its stack: one that computes, or
/// one that waits in the JDK while it is pinned, so that the whole loop waits with it.
///
/// One daemon thread for the process looks at each carrier every [#INTERVAL_MILLIS]. When nothing
/// ran between two looks it sleeps until a carrier wakes up: an idle process has no wake-ups
/// because of it. A turn is reported once, between one and two intervals after it began.
final class Watchdog {
  static final long INTERVAL_MILLIS = 250;

  private static final System.Logger LOG = System.getLogger("io.weightless.engine");
  private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

  private static volatile boolean asleep;
  private static @Nullable Thread thread;

  /// What was last seen of a carrier. Only the watchdog's thread changes it.
  static final class Watch {
    private final Carrier carrier;
    private long turn;
    private boolean reported;

    private Watch(Carrier carrier) {
      this.carrier = carrier;
    }

    /// True when something ran since the last look, or runs now.
    boolean look() {
      long now = carrier.turns();
      Strand running = carrier.running;
      if (now != turn) {
        turn = now;
        reported = false;
        return true;
      }
      if (running != null && !reported) {
        reported = true;
        report(running);
      }
      return running != null;
    }
  }

  private Watchdog() {}

  static synchronized Watch watch(Carrier carrier) {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("weightless-watchdog").start(Watchdog::run);
    }
    Watch watch = new Watch(carrier);
    WATCHES.add(watch);
    return watch;
  }

  static void unwatch(Watch watch) {
    WATCHES.remove(watch);
  }

  /// How many carriers it looks at.
  static int watched() {
    return WATCHES.size();
  }

  /// Called by a loop that goes on after a wait; costs one volatile read while the watchdog is
  /// awake.
  static void notice() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  private static void run() {
    while (true) {
      if (look()) {
        LockSupport.parkNanos(INTERVAL_MILLIS * 1_000_000);
      } else {
        sleepUntilNoticed();
      }
      Thread.interrupted();
    }
  }

  private static boolean look() {
    boolean busy = false;
    for (Watch watch : WATCHES) {
      busy |= watch.look();
    }
    return busy;
  }

  private static void sleepUntilNoticed() {
    asleep = true;
    if (look()) {
      asleep = false; // it went on before it could see that we sleep
    }
    while (asleep && !Thread.interrupted()) {
      LockSupport.park();
    }
    LockSupport.parkNanos(INTERVAL_MILLIS * 1_000_000);
  }

  private static void report(Strand strand) {
    Thread.State state = strand.thread().getState();
    Throwable where = new Throwable("where it is now");
    where.setStackTrace(strand.thread().getStackTrace());
    String what =
        state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING
            ? "waits in the JDK in a way that stops its whole reactor (pinned)"
            : "does not give its reactor back";
    LOG.log(
        System.Logger.Level.WARNING,
        "task '" + strand.name() + "' " + what + " since " + INTERVAL_MILLIS + " ms or longer",
        where);
  }
}
