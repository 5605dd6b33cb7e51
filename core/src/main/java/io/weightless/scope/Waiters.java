package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Those who wait for the end of one task, in the order in which they came, and those who only want
/// to be told.
///
/// Most often it is one, or none; a set is made for the second, since any of many may give up.
final class Waiters {
  private @Nullable Suspension<@Nullable Void> only;
  private @Nullable Set<Suspension<@Nullable Void>> several;
  private List<Runnable> notices = List.of();

  void add(Suspension<@Nullable Void> waiter) {
    if (several != null) {
      several.add(waiter);
    } else if (only == null) {
      only = waiter;
    } else {
      several = new LinkedHashSet<>();
      several.add(only);
      several.add(waiter);
      only = null;
    }
  }

  /// Whether it was there.
  @SuppressWarnings("ReferenceEquality") // it is that one or it is not
  boolean remove(Suspension<@Nullable Void> waiter) {
    if (several != null) {
      return several.remove(waiter);
    }
    boolean was = only == waiter;
    if (was) {
      only = null;
    }
    return was;
  }

  void add(Runnable notice) {
    notices = new ArrayList<>(notices);
    notices.add(notice);
  }

  /// @param carrier where notices have turns of their own
  void tellAll(Carrier carrier) {
    notices.forEach(carrier::post);
    if (only != null) {
      only.resume(null);
    } else if (several != null) {
      for (Suspension<@Nullable Void> waiter : several) {
        waiter.resume(null);
      }
    }
  }
}
