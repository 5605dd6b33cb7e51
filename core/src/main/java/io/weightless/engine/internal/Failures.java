package io.weightless.engine.internal;

import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What becomes of failures that nobody on one carrier owns: an owner for all of them can be set.
///
/// Without one, a failure of a turn is thrown out of the loop, and what fails where there is no
/// loop to throw it out of is logged. All that is only logged is logged here, by the name of
/// `io.weightless.failure`, so that a test kit can see it.
public final class Failures {
  private static final System.Logger LOG = System.getLogger("io.weightless.failure");

  private final Carrier carrier;

  /// Those of the turn that now runs.
  private @Nullable Throwable pending;

  private volatile @Nullable Owner owner;

  /// Is given each failure, on the loop.
  public interface Owner {
    /// @param who failed
    void failed(String who, Throwable failure);
  }

  Failures(Carrier carrier) {
    this.carrier = carrier;
  }

  /// From any thread. Null takes it away.
  public void owner(@Nullable Owner owner) {
    this.owner = owner;
  }

  /// Takes one of the turn that now runs.
  void add(Throwable thrown) {
    if (pending == null) {
      pending = thrown;
    } else if (pending != thrown) {
      pending.addSuppressed(thrown);
    }
  }

  boolean isPending() {
    return pending != null;
  }

  /// Call when a turn is over that has failed: gives it to the owner, or throws it.
  ///
  /// @param who whose turn it was
  void give(Object who) {
    Throwable failure = Objects.requireNonNull(pending);
    pending = null;
    Owner present = owner;
    if (present == null) {
      Rethrow.<RuntimeException>as(failure);
    } else {
      give(present, describe(who), failure);
    }
  }

  /// What the owner throws comes first; it may be the failure that it was given.
  private static void give(Owner owner, String who, Throwable failure) {
    try {
      owner.failed(who, failure);
    } catch (Throwable e) {
      if (e != failure && e.getCause() != failure) {
        e.addSuppressed(failure);
      }
      throw e;
    }
  }

  /// Throws `failure` out of the loop whether there is an owner or not, in a turn behind all that
  /// is ready.
  public void end(Throwable failure) {
    carrier.submit(() -> Rethrow.<RuntimeException>as(failure));
  }

  /// A failure because of which the loop need not end: for the owner, or else for the log. From any
  /// thread, also when the loop has ended.
  public void report(String who, Throwable failure) {
    if (owner == null) {
      warn(who, failure);
    } else {
      carrier.post(who, () -> giveOrLog(who, failure));
    }
  }

  /// The owner may be gone meanwhile.
  private void giveOrLog(String who, Throwable failure) {
    if (owner == null) {
      warn(who, failure);
    } else {
      add(failure);
    }
  }

  private static void warn(String who, Throwable failure) {
    LOG.log(Level.WARNING, who + " failed", failure);
  }

  /// A guest ends with `failure`; on its own thread, in its last turn. The JDK's own handler comes
  /// before the log.
  void uncaught(Guests.Guest guest, Thread thread, Throwable failure) {
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    if (owner != null) {
      add(failure);
    } else if (handler != null) {
      handler.uncaughtException(thread, failure);
    } else {
      log(guest + " failed", failure);
    }
  }

  /// For what fails when there is nobody any more to give it to.
  public static void log(String what, Throwable failure) {
    LOG.log(Level.ERROR, what, failure);
  }

  /// The earlier of two failures that there may be; the other one is suppressed in it.
  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  public static @Nullable Throwable first(@Nullable Throwable earlier, @Nullable Throwable later) {
    if (earlier != null && later != null && later != earlier) {
      earlier.addSuppressed(later);
    }
    return earlier == null ? later : earlier;
  }

  /// What reports call a strand, a guest or a callback.
  static String describe(Object who) {
    return who instanceof Strand strand ? "task " + strand.quotedName() : who.toString();
  }
}
