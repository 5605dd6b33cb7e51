package io.weightless.tool.inspect;

import java.util.Locale;

/// Numbers in few characters.
final class Amounts {
  private static final double NANOS = 1e9;

  private Amounts() {}

  /// Of time: `12.3%`. Nothing where it is not known.
  static String share(double share) {
    if (Double.isNaN(share)) {
      return "";
    }
    if (share < 0.0005) {
      return share > 0 ? "<0.1%" : "0%";
    }
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  /// Per second, in at most seven characters: `0.5`, `12`, `12,345`, `1.2M`.
  static String rate(double rate) {
    if (Double.isNaN(rate)) {
      return "";
    }
    if (rate > 0 && rate < 9.95) {
      return String.format(Locale.ROOT, "%.1f", rate);
    }
    return count(Math.round(rate));
  }

  /// `12,345`, `123k`, `1.2M`.
  static String count(long count) {
    if (count < 100_000) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    return scaled((double) count, 1_000, "kMGT");
  }

  /// `512 B`, `1.2 MiB`.
  static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "";
    }
    return bytes < 1_024
        ? String.format(Locale.ROOT, "%.0f B", bytes)
        : scaled(bytes, 1_024, " KMGT") + "iB";
  }

  private static String scaled(double amount, int step, String units) {
    double rest = amount / step;
    int unit = units.charAt(0) == ' ' ? 1 : 0;
    while (rest >= 999.5 && unit < units.length() - 1) {
      rest /= step;
      unit++;
    }
    String space = units.charAt(0) == ' ' ? " " : "";
    return String.format(Locale.ROOT, rest < 9.95 ? "%.1f" : "%.0f", rest)
        + space
        + units.charAt(unit);
  }

  /// `<1ms`, `12ms`, `1.2s`, `4m05s`, `3h12m`, `5d02h`.
  static String time(long nanos) {
    long seconds = (long) (nanos / NANOS);
    if (nanos < 1_000_000) {
      return "<1ms";
    }
    if (seconds < 1) {
      return nanos / 1_000_000 + "ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%d.%ds", seconds, nanos / 100_000_000 % 10);
    }
    if (seconds < 3_600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%dh%02dm", seconds / 3_600, seconds / 60 % 60);
    }
    return String.format(Locale.ROOT, "%dd%02dh", seconds / 86_400, seconds / 3_600 % 24);
  }
}
