package io.weightless.http.internal.wire;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110, section 5.6.7.
final class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

  @Test
  void aDateIsWrittenAsTheRfcDoes() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void everyDayAndMonthHasItsName() {
    Instant instant = Instant.parse("2023-01-01T23:59:59Z");
    for (int day = 0; day < 800; day++) {
      Instant time = instant.plusSeconds(day * 86_401L);

      ZonedDateTime read = ZonedDateTime.parse(HttpDate.format(time), RFC_1123_DATE_TIME);

      assertThat(read).isEqualTo(time.atZone(ZoneOffset.UTC));
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
        "Wed Nov 16 08:49:37 1994 | 1994-11-16T08:49:37Z",
        "Thu, 01 Jan 1970 00:00:00 GMT | 1970-01-01T00:00:00Z",
        "Thu, 29 Feb 2024 23:59:59 GMT | 2024-02-29T23:59:59Z",
        "Sat, 31 Dec 2016 23:59:60 GMT | 2017-01-01T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 GMT | 9999-12-31T23:59:59Z",
        "Mon, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "Monday, 01-Jan-00 00:00:00 GMT | 2000-01-01T00:00:00Z",
        "Tuesday, 29-Feb-00 00:00:00 GMT | 2000-02-29T00:00:00Z",
        "Friday, 20-Nov-76 18:00:00 GMT | 2076-11-20T18:00:00Z",
        "Friday, 20-Nov-76 18:00:01 GMT | 1976-11-20T18:00:01Z",
        "Friday, 31-Dec-99 00:00:00 GMT | 1999-12-31T00:00:00Z",
      })
  void aDateIsReadInEachForm(String text, Instant expected) {
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is no date")
  @ValueSource(
      strings = {
        "",
        "0",
        "now",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
        "sun, 06 nov 1994 08:49:37 gmt",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 29 Feb 2023 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 11994 08:49:37 GMT",
        "Sun, 06 Nov -994 08:49:37 GMT",
        "Sun, 06 Nob 1994 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Tuesday, 29-Feb-23 00:00:00 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov 06 08:49:37 94",
        "Sun, 0\u0666 Nov 1994 08:49:37 GMT",
      })
  void whatIsNoDateIsNotGuessed(String text) {
    assertThat(HttpDate.parse(text, NOW)).isNull();
  }
}
