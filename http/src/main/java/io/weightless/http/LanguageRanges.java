package io.weightless.http;

import java.util.List;
import java.util.Locale;

/// Which ranges of languages fit a language tag (RFC 4647).
final class LanguageRanges {
  /// Of tags that are liked alike because one range begins with them, the longest is the best: so a
  /// weight is followed by a length, or by this if the range is not longer.
  private static final int EXACT = 255;

  private LanguageRanges() {}

  /// How much the longest of `ranges` that `tag` begins with likes it; else, the most of those that
  /// begin with `tag`; else, `*`; 0 if there is none. Comparable, and no more.
  static int weight(List<Preference> ranges, String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    int rest = 0;
    int longer = -1;
    int longest = 0;
    int weight = -1;
    for (Preference range : ranges) {
      String value = range.value();
      if (value.equals("*")) {
        rest = Math.max(rest, range.weight());
      } else if (begins(lower, value) && value.length() > longest) {
        longest = value.length();
        weight = range.weight();
      } else if (begins(value, lower)) {
        longer = Math.max(longer, range.weight());
      }
    }
    if (weight >= 0) {
      return ranked(weight, EXACT);
    }
    return longer > 0 ? ranked(longer, Math.min(tag.length(), EXACT - 1)) : ranked(rest, 0);
  }

  private static int ranked(int weight, int rank) {
    return weight == 0 ? 0 : weight * (EXACT + 1) + rank;
  }

  private static boolean begins(String tag, String range) {
    return tag.startsWith(range)
        && (tag.length() == range.length() || tag.charAt(range.length()) == '-');
  }
}
