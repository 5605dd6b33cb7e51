package io.weightless.check.bench.harness;

import java.util.List;

/// One question, answered by several subjects under the same conditions.
///
/// @param name dotted, the benchmark's name first: `http.plaintext-64`
/// @param subjects ours first
/// @param mostRounds after which another round would say the same
public record Contest(String name, List<? extends Subject> subjects, int mostRounds) {

  public Contest {
    subjects = List.copyOf(subjects);
  }

  /// One with as many rounds as the settings ask for.
  public Contest(String name, List<? extends Subject> subjects) {
    this(name, subjects, Integer.MAX_VALUE);
  }
}
