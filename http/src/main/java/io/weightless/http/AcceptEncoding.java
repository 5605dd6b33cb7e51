package io.weightless.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How much a client likes each coding (RFC 9110, sections 12.4.2 and 12.5.3). Immutable.
public final class AcceptEncoding {
  private static final String FIELD = "Accept-Encoding";
  private static final String IDENTITY = "identity";
  private static final String REST = "*";

  /// Other names of those that are registered (section 8.4.1), and one that was never.
  private static final Map<String, String> ALIASES =
      Map.of("x-gzip", "gzip", "x-compress", "compress", "x-deflate", "deflate");

  private final Map<String, Integer> weights;

  private AcceptEncoding(Map<String, Integer> weights) {
    this.weights = weights;
  }

  /// What `request` says; what is malformed in it does not count, and the first word on a coding
  /// does. Who says nothing gets content as it is.
  public static AcceptEncoding of(Headers request) {
    Map<String, Integer> weights = new HashMap<>();
    for (Preference preference : Preference.all(request, FIELD)) {
      if (preference.parameters().isEmpty()) {
        String name = preference.value();
        weights.putIfAbsent(ALIASES.getOrDefault(name, name), preference.weight());
      }
    }
    return new AcceptEncoding(weights);
  }

  /// Those of `known` that are liked no less than the content as it is, the best liked first; of
  /// those liked alike, as they stand.
  ///
  /// @param name of a coding, in lower case
  public <T> List<T> inOrder(List<T> known, Function<T, String> name) {
    int least = Math.max(1, weights.getOrDefault(IDENTITY, weights.getOrDefault(REST, 0)));
    return known.stream()
        .filter(coding -> weight(name.apply(coding)) >= least)
        .sorted((one, other) -> weight(name.apply(other)) - weight(name.apply(one)))
        .toList();
  }

  /// Whether the client wants the content coded in any case.
  public boolean refusesIdentity() {
    return weights.getOrDefault(IDENTITY, weights.getOrDefault(REST, 1)) == 0;
  }

  private int weight(String coding) {
    return weights.getOrDefault(coding, weights.getOrDefault(REST, 0));
  }
}
