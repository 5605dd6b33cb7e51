package io.weightless.engine.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reports who has held its carrier for too long, with the stack: a strand, guest or callback that
/// computes, or one that waits in the JDK so that the whole loop waits with it.
///
/// One daemon thread for the process looks at each carrier every [#INTERVAL_MILLIS]. When nothing
/// ran between two looks it sleeps until a carrier wakes up: an idle process has no wake-ups
/// because of it. A turn is reported once, between one and two intervals after it began, and
/// measured when it ends: the carrier, which reads no clock for a turn, is told to.
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
    private long since;
    private boolean reported;

    Watch(Carrier carrier) {
      this.carrier = carrier;
    }

    /// True when something ran since the last look, runs now, or may run before anybody calls
    /// [#notice] again.
    ///
    /// @param now the time of this look
    boolean look(long now) {
      long latest = carrier.turns();
      if (latest != turn) {
        turn = latest;
        since = now;
        reported = false;
        return true;
      }
      Object who = Holder.whoIn(carrier);
      if (who != null && !reported && now - since >= INTERVAL_MILLIS * 1_000_000) {
        reported = true;
        report(who, now);
      }
      return who != null || carrier.isAwake();
    }

    private void report(Object who, long now) {
      Thread thread = Holder.threadOf(who, carrier);
      StackTraceElement[] stack =
          thread == null ? new StackTraceElement[0] : thread.getStackTrace();
      boolean waits = thread != null && isWaiting(thread.getState());
      if (carrier.turns() == turn) { // or the stack may be another's
        String name = Failures.describe(who);
        carrier.lateness.notice(new Lateness.Overdue(turn, name, List.of(stack), since, now));
        log(name + (waits ? waiting(who) : " does not give its reactor back"), stack);
      }
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

  /// Null is none.
  static void unwatch(@Nullable Watch watch) {
    if (watch != null) {
      WATCHES.remove(watch);
    }
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
      busy |= watch.look(System.nanoTime());
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

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private static String waiting(Object who) {
    return who instanceof Strand || who instanceof Guests.Guest
        ? " waits in the JDK in a way that stops its whole reactor (pinned)"
        : " waits, and its whole reactor with it";
  }

  private static void log(String what, StackTraceElement[] stack) {
    Throwable where = new Throwable("where it is now");
    where.setStackTrace(stack);
    LOG.log(
        System.Logger.Level.WARNING, what + " since " + INTERVAL_MILLIS + " ms or longer", where);
  }
}
