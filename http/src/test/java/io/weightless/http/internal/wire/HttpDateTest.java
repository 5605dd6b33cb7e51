package io.weightless.http.internal.wire;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

final class HttpDateTest {
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
}
