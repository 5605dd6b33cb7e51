package io.weightless.check.bench.harness;

import java.util.List;

/// One question, answered by several subjects under the same conditions.
///
/// @param name dotted, the benchmark's name first: `http.plaintext-64`
/// @param subjects ours first
public record Contest(String name, List<? extends Subject> subjects) {

  public Contest {
    subjects = List.copyOf(subjects);
  }
}
