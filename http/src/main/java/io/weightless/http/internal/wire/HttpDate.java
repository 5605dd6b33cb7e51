package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
public final class HttpDate {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private static final String DAY = "(?:" + String.join("|", DAYS) + ")";
  private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + ")";
  private static final String TIME =
      "(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9]):(?<second>[0-5][0-9]|60)";

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, as it is written today.
  private static final Pattern FIXED =
      Pattern.compile(DAY + ", (?<day>[0-9]{2}) " + MONTH + " (?<year>[0-9]{4}) " + TIME + " GMT");

  /// `Sunday, 06-Nov-94 08:49:37 GMT`, of RFC 850.
  private static final Pattern SHORT_YEAR =
      Pattern.compile(
          "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>[0-9]{2})-"
              + MONTH
              + "-(?<year>[0-9]{2}) "
              + TIME
              + " GMT");

  /// `Sun Nov 6 08:49:37 1994`, of `asctime` in C.
  private static final Pattern ASCTIME =
      Pattern.compile(
          DAY + " " + MONTH + " (?<day>[0-9]{2}| [0-9]) " + TIME + " (?<year>[0-9]{4})");

  private HttpDate() {}

  /// The date in `text`, in one of the three forms, or null if there is none. The day of the week
  /// has to be one, but nobody checks which.
  ///
  /// @param now of a year with two digits: if it seems to be more than 50 years after this, it is
  ///   of the century before
  public static @Nullable Instant parse(String text, Instant now) {
    for (Pattern form : new Pattern[] {FIXED, SHORT_YEAR, ASCTIME}) {
      Matcher found = form.matcher(text);
      if (found.matches()) {
        return read(found, form == SHORT_YEAR ? now : null);
      }
    }
    return null;
  }

  /// To the second, rounded down.
  public static String format(Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(29);
    text.append(DAYS[time.getDayOfWeek().getValue() - 1]).append(", ");
    two(text, time.getDayOfMonth()).append(' ');
    text.append(MONTHS[time.getMonthValue() - 1]).append(' ');
    two(text, time.getYear() / 100);
    two(text, time.getYear() % 100).append(' ');
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    return two(text, time.getSecond()).append(" GMT").toString();
  }

  /// A whole Date field, as it is sent.
  public static byte[] field(Instant instant) {
    return ("Date: " + format(instant) + "\r\n").getBytes(ISO_8859_1);
  }

  private static @Nullable Instant read(Matcher found, @Nullable Instant now) {
    try {
      int year = number(found, "year");
      if (now == null) {
        return read(found, year);
      }
      OffsetDateTime today = now.atOffset(ZoneOffset.UTC);
      year += today.getYear() / 100 * 100;
      Instant read = read(found, year);
      return read.isAfter(today.plusYears(50).toInstant()) ? read(found, year - 100) : read;
    } catch (DateTimeException _) {
      return null; // such as the 30th of February
    }
  }

  private static Instant read(Matcher found, int year) {
    int month = Arrays.asList(MONTHS).indexOf(found.group("month")) + 1;
    return LocalDate.of(year, month, number(found, "day"))
        .atTime(number(found, "hour"), number(found, "minute"))
        .toInstant(ZoneOffset.UTC)
        .plusSeconds(number(found, "second"));
  }

  private static int number(Matcher found, String part) {
    return Integer.parseInt(found.group(part).strip());
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
