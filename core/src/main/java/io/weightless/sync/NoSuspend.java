package io.weightless.sync;

import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Work;
import org.jspecify.annotations.Nullable;

/// Asserts that a section of code does not give the loop up, so that nothing else runs in it.
///
/// ```java
/// noSuspend(() -> {
///   from.withdraw(amount);              // should somebody put a wait in there one day,
///   to.deposit(amount);                 // he is told at once
/// });
/// ```
///
/// - **Our waits** in it throw at once an [IllegalStateException] that names the task, before they
///   ask for anything; where there is nothing to wait for, as for a lock that is free, they pass.
/// - **The JDK's waits** can't be stopped. On the fast engine they let the loop go on, and the end
///   of the section throws then. On the portable one they hold the loop, so nothing else runs.
/// - **Scopes**: one in it can't wait for tasks that it starts; they are cancelled.
/// - **Cost**: nothing to speak of. Sections may be nested.
///
/// It is no lock: it does not keep others out, it shows that they can't come in. From Stackless's
/// block trap.
public final class NoSuspend {
  /// What runs in a section: it may return a value, and fail with `X`.
  @FunctionalInterface
  public interface Section<T extends @Nullable Object, X extends Exception> {
    T run() throws X;
  }

  private NoSuspend() {}

  /// Runs `section`, and asserts that it does not wait.
  ///
  /// @throws IllegalStateException when it gave the loop up, or tried to; suppressed in what the
  ///   section itself throws
  public static <T extends @Nullable Object, X extends Exception> T noSuspend(Section<T, X> section)
      throws X {
    Strand task = Strand.current();
    long turn = task.carrier().turns();
    T result;
    boolean before = task.hold(true);
    try {
      result = section.run();
    } catch (Throwable e) {
      if (task.carrier().turns() != turn) {
        e.addSuppressed(gaveUp(task));
      }
      throw e;
    } finally {
      task.hold(before);
    }
    if (task.carrier().turns() != turn) {
      throw gaveUp(task);
    }
    return result;
  }

  /// The same for a section without a result.
  public static <X extends Exception> void noSuspend(Work<X> section) throws X {
    NoSuspend.<@Nullable Void, X>noSuspend(() -> {
      section.run();
      return null;
    });
  }

  private static IllegalStateException gaveUp(Strand task) {
    return new IllegalStateException(
        "task "
            + task.quotedName()
            + " gave the loop up in a noSuspend section, by a wait of the JDK: others may have"
            + " run");
  }
}
