package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Dates as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
public final class HttpDate {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private HttpDate() {}

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

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
