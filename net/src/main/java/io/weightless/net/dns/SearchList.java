package io.weightless.net.dns;

import java.util.ArrayList;
import java.util.List;

/// Which whole names a short one may mean: resolv.conf(5), `search` and `ndots`.
final class SearchList {
  private SearchList() {}

  /// In the order in which they are tried. A name with a dot at the end is whole, one with enough
  /// dots most likely.
  ///
  /// @throws IllegalArgumentException when it can't be a name
  static List<DomainName> of(String text, ResolverOptions options) {
    DomainName name = DomainName.parse(text);
    if (text.endsWith(".") || name.labels().isEmpty() || isSpecial(name)) {
      return List.of(name);
    }
    List<DomainName> all = new ArrayList<>();
    for (String domain : options.search()) {
      addIn(all, name, domain);
    }
    all.add(name.dots() >= options.dots() ? 0 : all.size(), name);
    return all;
  }

  private static boolean isSpecial(DomainName name) {
    return SpecialNames.answer(new Question(name, RecordType.A)) != null;
  }

  private static void addIn(List<DomainName> all, DomainName name, String domain) {
    try {
      all.add(name.in(DomainName.parse(domain)));
    } catch (IllegalArgumentException _) {
      // nobody has a name that long
    }
  }
}
