package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, section 12.5.1.
final class AcceptTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      value = {
        "text/html | 1000",
        "TEXT/HTML;Q=0.5 | 500",
        "text/html ; q=0.25 | 250",
        "text/html;level=1;q=0.125 | 125",
        "text/* | 1000",
        "*/* | 1000",
        "*/*;q=0.1, text/*;q=0.2, text/html;q=0.3 | 300",
        "text/html;q=0.3, text/*;q=0.2, */*;q=0.9 | 300",
        "text/html;q=0, */* | 0",
        "application/json | 0",
        "text/htmlx | 0",
        "text/ht* | 0",
        "text/html;q=1.000 | 1000",
        "text/html;q=0. | 0",
        "text/html;q=2 | 0",
        "text/html;q=0.1234 | 0",
        "text/html;q=.5 | 0",
        "text/html;q=0,5 | 0",
        "text/html;q= | 0",
        "text/html;q=0.-1 | 0",
        ",,text/html | 1000",
      },
      delimiter = '|')
  void theRangeThatIsClosestCounts(String field, int weight) {
    assertThat(Accept.weight(Headers.of("Accept", field), "text/html")).isEqualTo(weight);
  }

  @Test
  void whoSaysNothingLikesEverything() {
    assertThat(Accept.weight(Headers.EMPTY, "text/html")).isEqualTo(1000);
    assertThat(Accept.weight(Headers.of("Accept", ""), "text/html")).isEqualTo(1000);
    assertThat(Accept.weight(Headers.of("Accept", "a/b", "Accept", "text/html"), "text/html"))
        .isEqualTo(1000);
  }
}
