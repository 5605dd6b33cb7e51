package io.weightless.http.middleware;

import io.weightless.http.Headers;
import java.util.Locale;

/// How much a client likes a media type (RFC 9110, sections 12.4.2 and 12.5.1).
final class Accept {
  private static final int MOST = 1_000;

  private Accept() {}

  /// In thousandths: by the range that is closest to the type, 0 if none has it. Who says nothing
  /// likes everything. What can't be read counts as nothing said of it.
  ///
  /// @param type in lower case
  static int weight(Headers request, String type) {
    String all = String.join(",", request.all("Accept"));
    if (all.isBlank()) {
      return MOST;
    }
    int weight = 0;
    int closest = 0;
    for (String member : all.split(",", -1)) {
      String[] parts = member.split(";", -1);
      int close = closeness(parts[0].strip().toLowerCase(Locale.ROOT), type);
      if (close > closest) {
        closest = close;
        weight = weight(parts);
      }
    }
    return weight;
  }

  private static int closeness(String range, String type) {
    if (range.equals(type)) {
      return 3;
    }
    if (range.equals("*/*")) {
      return 1;
    }
    return range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)) ? 2 : 0;
  }

  private static int weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
        return thousandths(parameter.substring(2));
      }
    }
    return MOST;
  }

  private static int thousandths(String weight) {
    boolean isOne = weight.startsWith("1");
    boolean isZero = weight.startsWith("0");
    boolean isWhole = weight.length() == 1;
    if ((!isOne && !isZero) || weight.length() > 5 || (!isWhole && weight.charAt(1) != '.')) {
      return 0;
    }
    String decimals = isWhole ? "" : weight.substring(2);
    if (!decimals.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return isOne ? MOST : Integer.parseInt((decimals + "000").substring(0, 3));
  }
}
