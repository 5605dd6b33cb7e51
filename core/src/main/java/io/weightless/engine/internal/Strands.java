package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The strands of one carrier that have not ended: a list that is linked through them, since there
/// may be very many, and any of them ends.
public final class Strands {
  /// What a lifetime began, and ends when it ends itself; in a list that is linked through them.
  public abstract static class Dependent {
    private @Nullable Dependent older;
    private @Nullable Dependent newer;

    /// Waits as long as that takes.
    protected abstract void endWithOwner();
  }

  private @Nullable Strand newest;
  private int count;

  /// The youngest one of those lifetimes that have any.
  private final IdentityHashMap<Life, Dependent> dependents = new IdentityHashMap<>(0);

  /// Of the strand that drove last: most often it is the next one, too.
  @Nullable Driver driver;

  Strands() {}

  public int count() {
    return count;
  }

  void add(Strand strand) {
    strand.older = newest;
    if (newest != null) {
      newest.newer = strand;
    }
    newest = strand;
    count++;
  }

  void remove(Strand strand) {
    if (strand.newer == null) {
      newest = strand.older;
    } else {
      strand.newer.older = strand.older;
    }
    if (strand.older != null) {
      strand.older.newer = strand.newer;
    }
    strand.older = null; // or one that is held would hold all those that came and went beside it
    strand.newer = null;
    count--;
  }

  /// Oldest first.
  public List<Strand> living() {
    List<Strand> living = new ArrayList<>(count);
    for (Strand strand = newest; strand != null; strand = strand.older) {
      living.add(strand);
    }
    Collections.reverse(living);
    return living;
  }

  /// Whether all wait, and none for another thread.
  boolean areStuck() {
    Strand strand = newest;
    while (strand != null && isStuck(strand)) {
      strand = strand.older;
    }
    return strand == null;
  }

  private static boolean isStuck(Strand strand) {
    Object awaited = strand.awaited();
    return awaited != null
        && !(awaited instanceof Suspension.Foreign elsewhere && elsewhere.isForeign());
  }

  /// From now on `owner` has to end it.
  void adopt(Life owner, Dependent dependent) {
    Dependent older = dependents.put(owner, dependent);
    dependent.older = older;
    if (older != null) {
      older.newer = dependent;
    }
  }

  /// It has ended before `owner` has, or is about to. Idempotent.
  void left(Life owner, Dependent dependent) {
    Dependent older = dependent.older;
    Dependent newer = dependent.newer;
    if (newer != null) {
      newer.older = older;
    } else if (dependents.get(owner) != dependent) {
      return;
    } else if (older == null) {
      dependents.remove(owner);
    } else {
      dependents.put(owner, older);
    }
    if (older != null) {
      older.newer = newer;
    }
    dependent.older = null;
    dependent.newer = null;
  }

  /// Ends what `owner` began and has not ended, the youngest first. Waits as long as that takes.
  ///
  /// @return the first failure, with the others suppressed in it; null for none
  public @Nullable Throwable endDependents(Life owner) {
    Throwable failure = null;
    while (!dependents.isEmpty()) {
      Dependent youngest = dependents.get(owner);
      if (youngest == null) {
        break;
      }
      left(owner, youngest);
      try {
        youngest.endWithOwner();
      } catch (Throwable e) {
        failure = Failures.first(failure, e);
      }
    }
    return failure;
  }

  /// Tells those who wait for what `ended` held. It should have given it back, so this is rare, and
  /// may look at everybody.
  void abandonedBy(Strand ended) {
    for (Strand strand : living()) {
      if (strand.awaited() instanceof Strand.Possession possession) {
        possession.abandonedBy(ended);
      }
    }
  }
}
