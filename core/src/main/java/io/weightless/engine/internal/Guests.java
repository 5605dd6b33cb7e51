package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The virtual threads that user code started inside strands of one carrier, oldest first.
///
/// They inherit the strand's scheduler, so they run on its carrier, between the turns of strands.
/// Only the owner calls this.
public final class Guests {
  private final Map<Runnable, Guest> byContinuation = new LinkedHashMap<>();

  Guests() {}

  /// A virtual thread, not started, that will be a guest of `carrier` without a host; on the
  /// portable engine, which has no guests, it is on its own. From any thread.
  public static Thread unstarted(Carrier carrier, String name, Runnable body) {
    return Engine.ENGINE.guest(carrier, name, body);
  }

  void proceed(Carrier carrier, @Nullable Strand host, Runnable continuation) {
    Guest guest = byContinuation.computeIfAbsent(continuation, c -> Guest.of(carrier, host, c));
    carrier.call(guest, continuation);
    if (guest.thread() == null || !guest.thread().isAlive()) {
      byContinuation.remove(continuation);
    }
  }

  /// Those that have not ended.
  public List<Guest> living() {
    return new ArrayList<>(byContinuation.values());
  }

  public boolean isEmpty() {
    return byContinuation.isEmpty();
  }

  void interruptAll() {
    for (Guest guest : living()) {
      if (guest.thread() != null) {
        guest.thread().interrupt();
      }
    }
  }

  /// A virtual thread that a strand's code started.
  ///
  /// @param host the strand whose code started it; it may have ended, and is null when it is none
  /// @param born when it had its first turn, by the clock of the carrier, in nanoseconds
  public record Guest(@Nullable Thread thread, @Nullable Strand host, long born) {
    static Guest of(Carrier carrier, @Nullable Strand host, Runnable continuation) {
      Guest guest = new Guest(VirtualThreads.threadOf(continuation), host, carrier.now());
      guest.catchFailures(carrier.failures());
      return guest;
    }

    /// Unless it has a handler of its own.
    private void catchFailures(Failures failures) {
      if (thread != null && thread.getUncaughtExceptionHandler() == thread.getThreadGroup()) {
        thread.setUncaughtExceptionHandler((dying, e) -> failures.uncaught(this, dying, e));
      }
    }

    public String name() {
      return thread == null || thread.getName().isEmpty() ? "unnamed" : thread.getName();
    }

    public boolean isRunning() {
      return thread == Thread.currentThread();
    }

    public boolean isWaiting() {
      return thread != null && VirtualThreads.waits(thread);
    }

    @Override
    public String toString() {
      return "thread '" + name() + "'" + (host == null ? "" : " of task " + host.quotedName());
    }
  }

  /// One turn of a guest, queued among the strands.
  record Turn(Carrier carrier, @Nullable Strand host, Runnable continuation) implements Ready {
    @Override
    public void proceed() {
      carrier.guests.proceed(carrier, host, continuation);
    }

    /// Whose it is; known before the first one and after the last one, too.
    @Override
    public String toString() {
      Guest known = carrier.guests.byContinuation.get(continuation);
      return known == null
          ? new Guest(VirtualThreads.threadOf(continuation), host, 0).toString()
          : known.toString();
    }
  }
}
