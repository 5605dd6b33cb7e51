package io.weightless.deferred;

import io.weightless.engine.internal.Carrier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What the Deferreds of one reactor have open: failures that nobody handled, and answers that come
/// from other threads. For the owner of its carrier, where nothing else is said.
final class Accounts {
  private static final Map<Carrier, Accounts> ALL = new WeakHashMap<>();

  /// In the order in which they failed.
  private final Set<Unhandled> unhandled = new LinkedHashSet<>();

  /// Of these, who was dropped; other threads add to it. (A lock would make a task wait for them.)
  private final Queue<Unhandled> dropped = new ConcurrentLinkedQueue<>();

  int answersToCome;

  private Accounts() {}

  static Accounts of(Carrier carrier) {
    synchronized (ALL) {
      Accounts known = ALL.get(carrier);
      if (known == null) {
        known = new Accounts();
        ALL.put(carrier, known);
        carrier.farewells.add(known::close);
      }
      return known;
    }
  }

  void add(Unhandled failure) {
    for (Unhandled gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      unhandled.remove(gone);
    }
    unhandled.add(failure);
  }

  void remove(Unhandled failure) {
    unhandled.remove(failure);
  }

  /// From any thread.
  void dropped(Unhandled failure) {
    dropped.add(failure);
  }

  private void close() {
    List.copyOf(unhandled).forEach(Unhandled::report);
  }
}
