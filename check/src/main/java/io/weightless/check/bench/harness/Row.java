package io.weightless.check.bench.harness;

import java.util.Locale;

/// One line of the result.
///
/// @param value the median of the rounds
/// @param ratio ours divided by this subject's; NaN when ours was not measured
/// @param spread of the rounds, as a part of the median
public record Row(
    String bench, String subject, double value, String unit, double ratio, double spread) {

  String[] cells() {
    return new String[] {
      bench, subject, significant(value), unit, ratioText(), percent(spread),
    };
  }

  private String ratioText() {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "-";
  }

  private static String percent(double part) {
    return Math.round(part * 100) + "%";
  }

  /// Three digits that count, and no thousands separator, for scripts.
  private static String significant(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
