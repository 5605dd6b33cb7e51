package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The strands of one carrier that have not ended: a list that is linked through them, since there
/// may be very many, and any of them ends.
public final class Strands {
  private @Nullable Strand newest;
  private int count;

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
