package io.weightless.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CookieDateTest {
  @Test
  void itIsReadInWhateverOrderItIsWritten() {
    Instant date = Instant.parse("1994-11-06T08:49:37Z");
    for (String text :
        List.of(
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "8:49:37 NOVember 6th 94x")) {
      assertThat(CookieDate.parse(text)).as(text).isEqualTo(date);
    }
    assertThat(CookieDate.parse("1 Jan 69 0:0:0")).isEqualTo("2069-01-01T00:00:00Z");
    assertThat(CookieDate.parse("1 Jan 70 0:0:0")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void whatIsNoDateIsNone() {
    for (String text :
        List.of(
            "",
            "tomorrow",
            "Sun, 06 Nov 1994",
            "06 Nov 08:49:37",
            "31 Feb 2020 00:00:00",
            "0 Jan 2020 00:00:00",
            "1 Jan 1600 00:00:00",
            "1 Jan 2020 24:00:00",
            "1 Jan 2020 00:60:00",
            "1 Jan 2020 00:00:60")) {
      assertThat(CookieDate.parse(text)).as(text).isNull();
    }
  }
}
