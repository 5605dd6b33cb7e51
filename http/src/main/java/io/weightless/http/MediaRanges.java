package io.weightless.http;

import java.util.List;

/// Which media ranges fit a media type (RFC 9110, section 12.5.1).
final class MediaRanges {
  private static final int PARAMETERS = 3;

  private MediaRanges() {}

  /// How much the most special of `ranges` that fits likes `type`; 0 if none does.
  static int weight(List<Preference> ranges, String type) {
    Preference offered = Preference.of(type);
    if (offered == null) {
      throw new IllegalArgumentException("not a media type: \"" + type + "\"");
    }
    int weight = 0;
    int most = 0;
    for (Preference range : ranges) {
      int special = fit(range, offered);
      if (special > most) {
        most = special;
        weight = range.weight();
      }
    }
    return weight;
  }

  /// How special a range is that fits; 0 if it does not.
  private static int fit(Preference range, Preference type) {
    if (!type.parameters().containsAll(range.parameters())) {
      return 0;
    }
    int wild = range.value().equals("*/*") ? 1 : 0;
    int family = range.value().equals(type.value().replaceFirst("/.*", "/*")) ? 2 : 0;
    int exact = range.value().equals(type.value()) ? PARAMETERS : 0;
    int best = Math.max(exact, Math.max(wild, family));
    return best == 0 ? 0 : best + PARAMETERS * range.parameters().size();
  }
}
