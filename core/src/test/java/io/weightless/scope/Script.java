package io.weightless.scope;

import io.weightless.reactor.Cancelled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What some tasks of one scope do, each its own acts one after the other.
record Script(List<List<Act>> tasks) {
  /// How long the scope around all may take: so that tasks which await each other end.
  static final int LIMIT_SECONDS = 9;

  enum Act {
    YIELD,

    /// For a second, so that all who do it at once wake at one instant.
    SLEEP,

    /// The other: the last task that it started; or who started it; or the next one.
    AWAIT,
    CANCEL_SELF,
    CANCEL_OTHER,

    /// The innermost scope.
    CANCEL_SCOPE,

    /// The same one, for a second.
    DRAIN,
    FAIL,

    /// A task in the innermost scope, whose only act is the next one here.
    START,

    /// From here to [#CLOSE], or to its last act, it runs in a scope of its own.
    RUN,
    COLLECT,
    SHIELD,

    /// One that passes after a second.
    DEADLINE,
    CLOSE,

    /// From here on it swallows each Cancelled that a wait throws.
    SWALLOW;

    private static final Set<Act> PLAIN = EnumSet.range(YIELD, FAIL);
    private static final Set<Act> OPENERS = EnumSet.range(RUN, DEADLINE);

    boolean opens() {
      return OPENERS.contains(this);
    }
  }

  /// A failure of a script.
  static final class Planned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Without its stack, since there are very many.
    Planned(String by) {
      super(by + " failed", null, true, false);
    }
  }

  /// All that make sense of up to `longest` acts, the shortest first.
  static List<List<Act>> upTo(int longest) {
    List<List<Act>> all = new ArrayList<>();
    for (int length = 0; length <= longest; length++) {
      extend(new ArrayList<>(), length, 0, all);
    }
    return all;
  }

  private static void extend(List<Act> begun, int left, int open, List<List<Act>> all) {
    if (left == 0) {
      all.add(List.copyOf(begun));
      return;
    }
    Act before = begun.isEmpty() ? Act.CLOSE : begun.getLast();
    for (Act act : Act.values()) {
      if (before == Act.START ? Act.PLAIN.contains(act) : fits(act, before, begun, left, open)) {
        begun.add(act);
        boolean isLast = act == Act.FAIL && before != Act.START;
        int nowOpen = open + (act.opens() ? 1 : 0) - (act == Act.CLOSE ? 1 : 0);
        if (!isLast || left == 1) {
          extend(begun, left - 1, nowOpen, all);
        }
        begun.removeLast();
      }
    }
  }

  /// What is left out says nothing that a shorter one does not say.
  private static boolean fits(Act act, Act before, List<Act> begun, int left, int open) {
    return switch (act) {
      case START, RUN, COLLECT, SHIELD, DEADLINE -> left > 1;
      case SWALLOW -> left > 1 && begun.isEmpty();
      case CLOSE -> left > 1 && open > 0 && !before.opens();
      default -> true;
    };
  }

  /// What was thrown, and what is suppressed in it, each once.
  static String label(Throwable thrown) {
    StringBuilder label = new StringBuilder();
    label(thrown, label, Collections.newSetFromMap(new IdentityHashMap<>()));
    return label.toString();
  }

  private static void label(Throwable thrown, StringBuilder label, Set<Throwable> seen) {
    label.append(thrown instanceof Cancelled ? "told: " + thrown.getMessage() : thrown.toString());
    seen.add(thrown);
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!seen.contains(suppressed)) {
        label(suppressed, label.append(" with ("), seen);
        label.append(')');
      }
    }
  }
}
