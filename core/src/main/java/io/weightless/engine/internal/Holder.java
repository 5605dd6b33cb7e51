package io.weightless.engine.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who has the turn of a carrier, as another thread sees it.
///
/// @param who named as in the watchdog's report
/// @param nanos for how long at least; 0 until the [Watchdog] has noticed it
/// @param stack where it is, innermost first
public record Holder(String who, long nanos, List<StackTraceElement> stack) {
  /// From any thread. Null while nobody has a turn, and when the turn ended meanwhile.
  public static @Nullable Holder of(Carrier carrier) {
    long turn = carrier.turns();
    Object who = whoIn(carrier);
    if (who == null) {
      return null;
    }
    String name = Failures.describe(who);
    List<StackTraceElement> stack = stack(threadOf(who, carrier));
    long nanos = carrier.lateness.nanos(turn);
    return carrier.turns() == turn && whoIn(carrier) == who ? new Holder(name, nanos, stack) : null;
  }

  /// A strand, a guest, or what names a callback; null for nobody.
  static @Nullable Object whoIn(Carrier carrier) {
    Strand running = carrier.running;
    return running == null ? carrier.other : running;
  }

  /// Where `who`, which has its turn now, runs. A strand that has failed is what its failure's
  /// owner goes by, who runs on the loop's own thread.
  static @Nullable Thread threadOf(Object who, Carrier carrier) {
    if (who instanceof Strand strand && strand == carrier.running) {
      return strand.thread();
    }
    return who instanceof Guests.Guest guest && guest.thread() != null
        ? guest.thread()
        : carrier.entrance.inside();
  }

  private static List<StackTraceElement> stack(@Nullable Thread thread) {
    return thread == null ? List.of() : Arrays.asList(thread.getStackTrace());
  }
}
