package io.weightless.http.cookie;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The dates of cookies, in whatever order servers write them (RFC 6265, section 5.1.1).
final class CookieDate {
  private static final Pattern DELIMITERS =
      Pattern.compile("[\\x09\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[^0-9].*)?");
  private static final Pattern DAY = Pattern.compile("([0-9]{1,2})(?:[^0-9].*)?");
  private static final Pattern YEAR = Pattern.compile("([0-9]{2,4})(?:[^0-9].*)?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int FIRST_YEAR = 1601;

  private @Nullable Matcher time;
  private int day = -1;
  private int month = -1;
  private int year = -1;

  private CookieDate() {}

  /// Null if it is none.
  static @Nullable Instant parse(String text) {
    CookieDate date = new CookieDate();
    for (String token : DELIMITERS.split(text, -1)) {
      date.take(token);
    }
    return date.instant();
  }

  /// Each token is the first thing that it can be, of those that are missing.
  private void take(String token) {
    Matcher matcher = TIME.matcher(token);
    if (time == null && matcher.matches()) {
      time = matcher;
    } else if (day < 0 && DAY.matcher(token).matches()) {
      day = number(DAY, token);
    } else if (month < 0 && monthOf(token) >= 0) {
      month = monthOf(token);
    } else if (year < 0 && YEAR.matcher(token).matches()) {
      int read = number(YEAR, token);
      year = read < 70 ? read + 2000 : read < 100 ? read + 1900 : read;
    }
  }

  private @Nullable Instant instant() {
    if (time == null || day < 0 || month < 0 || year < FIRST_YEAR) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month + 1, day, part(time, 1), part(time, 2), part(time, 3))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return null; // such as the 30th of February
    }
  }

  private static int monthOf(String token) {
    String start = token.substring(0, Math.min(3, token.length()));
    return MONTHS.indexOf(start.toLowerCase(Locale.ROOT));
  }

  private static int number(Pattern pattern, String token) {
    Matcher matcher = pattern.matcher(token);
    return matcher.matches() ? part(matcher, 1) : -1;
  }

  private static int part(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
