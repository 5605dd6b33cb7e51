package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who waits for whom.
public final class Debts {
  private Debts() {}

  /// `first`, the one that it waits for, the one that this one waits for, and so on. Where they
  /// wait for each other the last one is one of those before it.
  public static List<Strand> chain(Strand first) {
    Set<Strand> seen = new LinkedHashSet<>();
    Strand at = first;
    while (at != null && seen.add(at)) {
      at = debtor(at);
    }
    List<Strand> chain = new ArrayList<>(seen);
    if (at != null) {
      chain.add(at);
    }
    return chain;
  }

  /// Strands of `all` that wait for each other: the last one is the first one again. Empty when
  /// none are known.
  public static List<Strand> circle(List<Strand> all) {
    Set<Strand> known = new HashSet<>(); // to be in no circle
    for (Strand strand : all) {
      if (!known.contains(strand)) {
        List<Strand> chain = chain(strand);
        int begin = chain.indexOf(chain.getLast());
        if (begin < chain.size() - 1) {
          return chain.subList(begin, chain.size());
        }
        known.addAll(chain);
      }
    }
    return List.of();
  }

  /// The first one known who has to do something before the wait of `strand` can end.
  private static @Nullable Strand debtor(Strand strand) {
    return switch (strand.awaited()) {
      case Owed owed -> firstThatLives(owed.owedBy().stream());
      case AtChannel at -> firstThatLives(othersAt(at, strand));
      case null, default -> null;
    };
  }

  /// It may have used the other end last itself: then somebody else has to, the next time.
  private static Stream<Strand> othersAt(AtChannel wait, Strand strand) {
    return strand.carrier().watching.expectedAt(wait).stream().filter(one -> one != strand);
  }

  private static @Nullable Strand firstThatLives(Stream<Strand> strands) {
    return strands.filter(one -> !one.hasEnded()).findFirst().orElse(null);
  }
}
