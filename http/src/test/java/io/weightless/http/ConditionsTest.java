package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, section 13, for what has the tag "now" and was modified at 08:49:37.
final class ConditionsTest {
  private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");
  private static final Instant TODAY = Instant.parse("2000-01-01T00:00:00Z");
  private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

  // In the tables: fields are separated by `|`; the words SAME, BEFORE and AFTER are dates.

  @ParameterizedTest(name = "RFC 9110 {0}: {1} is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "13.2.2 nothing; Accept: */*; HOLD",
        "13.1.1 same; If-Match: \"now\"; HOLD",
        "13.1.1 other; If-Match: \"old\"; FAILED",
        "13.1.1 any; If-Match: *; HOLD",
        "13.1.1 list; If-Match: \"a\", \"now\" ,\"b\"; HOLD",
        "13.1.1 fields; If-Match: \"a\" | if-match: \"now\"; HOLD",
        "13.1.1 weak; If-Match: W/\"now\"; FAILED",
        "13.1.1 malformed; If-Match: now; FAILED",
        "13.1.1 malformed; If-Match: \"now\", now; FAILED",
        "13.1.1 star in a list; If-Match: *, \"now\"; FAILED",
        "13.1.1 empty; If-Match:; FAILED",
        "13.1.4 same; If-Unmodified-Since: SAME; HOLD",
        "13.1.4 after; If-Unmodified-Since: AFTER; HOLD",
        "13.1.4 before; If-Unmodified-Since: BEFORE; FAILED",
        "13.1.4 no date; If-Unmodified-Since: yesterday; HOLD",
        "13.1.4 two dates; If-Unmodified-Since: BEFORE | If-Unmodified-Since: BEFORE; HOLD",
        "13.1.4 with If-Match; If-Match: \"now\" | If-Unmodified-Since: BEFORE; HOLD",
        "13.1.4 with If-Match; If-Match: \"old\" | If-Unmodified-Since: SAME; FAILED",
        "13.1.4 with If-Match malformed; If-Match: x | If-Unmodified-Since: SAME; FAILED",
      })
  void whatIsNotTheSameFails(String section, String fields, Conditions.Verdict expected) {
    assertThat(conditions(fields, true).verdict()).as(section).isEqualTo(expected);
  }

  @ParameterizedTest(name = "RFC 9110 {0}: {1} is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "13.1.2 same; If-None-Match: \"now\"; NOT_MODIFIED",
        "13.1.2 weak; If-None-Match: W/\"now\"; NOT_MODIFIED",
        "13.1.2 any; If-None-Match: *; NOT_MODIFIED",
        "13.1.2 list; If-None-Match: \"a\",W/\"b\",\"now\"; NOT_MODIFIED",
        "13.1.2 fields; If-None-Match: \"a\" | If-None-Match: \"now\"; NOT_MODIFIED",
        "13.1.2 other; If-None-Match: \"old\"; HOLD",
        "13.1.2 malformed; If-None-Match: now; HOLD",
        "13.1.2 malformed; If-None-Match: \"now\" \"now\"; HOLD",
        "13.1.2 case; If-None-Match: \"NOW\"; HOLD",
        "13.1.3 same; If-Modified-Since: SAME; NOT_MODIFIED",
        "13.1.3 after; If-Modified-Since: AFTER; NOT_MODIFIED",
        "13.1.3 before; If-Modified-Since: BEFORE; HOLD",
        "13.1.3 RFC 850; If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT; NOT_MODIFIED",
        "13.1.3 asctime; If-Modified-Since: Sun Nov  6 08:49:37 1994; NOT_MODIFIED",
        "13.1.3 no date; If-Modified-Since: 0; HOLD",
        "13.1.3 two dates; If-Modified-Since: SAME | If-Modified-Since: SAME; HOLD",
        "13.1.3 list of dates; If-Modified-Since: SAME, SAME; HOLD",
        "13.1.3 with tags; If-None-Match: \"old\" | If-Modified-Since: SAME; HOLD",
        "13.1.3 with tags; If-None-Match: \"now\" | If-Modified-Since: BEFORE; NOT_MODIFIED",
        "13.1.3 with malformed tags; If-None-Match: x | If-Modified-Since: SAME; HOLD",
      })
  void whatTheClientHasIsNotModified(String section, String fields, Conditions.Verdict expected) {
    assertThat(conditions(fields, true).verdict()).as(section).isEqualTo(expected);
  }

  @ParameterizedTest(name = "RFC 9110 {0}: {1} is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "13.2.2 1 before 3; If-None-Match: \"now\" | If-Match: \"old\"; FAILED",
        "13.2.2 1 then 3; If-Match: \"now\" | If-None-Match: \"now\"; NOT_MODIFIED",
        "13.2.2 1 then 4; If-Match: \"now\" | If-Modified-Since: SAME; NOT_MODIFIED",
        "13.2.2 2 before 3; If-None-Match: \"now\" | If-Unmodified-Since: BEFORE; FAILED",
        "13.2.2 2 then 3; If-None-Match: \"now\" | If-Unmodified-Since: SAME; NOT_MODIFIED",
        "13.2.2 2 then 4; If-Modified-Since: SAME | If-Unmodified-Since: SAME; NOT_MODIFIED",
      })
  void conditionsAreJudgedInOrder(String section, String fields, Conditions.Verdict expected) {
    assertThat(conditions(fields, true).verdict()).as(section).isEqualTo(expected);
  }

  @ParameterizedTest(name = "RFC 9110 {0}: {1} permits parts: {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "13.1.5 nothing; Range: bytes=0-0; true",
        "13.1.5 same tag; If-Range: \"now\"; true",
        "13.1.5 other tag; If-Range: \"old\"; false",
        "13.1.5 weak tag; If-Range: W/\"now\"; false",
        "13.1.5 two tags; If-Range: \"now\", \"now\"; false",
        "13.1.5 two fields; If-Range: \"now\" | If-Range: \"now\"; false",
        "13.1.5 any; If-Range: *; false",
        "13.1.5 malformed; If-Range: now; false",
        "13.1.5 malformed; If-Range: \"now; false",
        "13.1.5 empty; If-Range:; false",
        "13.1.5 same date; If-Range: SAME; true",
        "13.1.5 same date otherwise; If-Range: Sun Nov  6 08:49:37 1994; true",
        "13.1.5 date before; If-Range: BEFORE; false",
        "13.1.5 date after; If-Range: AFTER; false",
      })
  void partsArePermittedOfTheVerySameOnly(String section, String fields, boolean expected) {
    assertThat(conditions(fields, true).permitParts()).as(section).isEqualTo(expected);
  }

  /// RFC 9110, section 8.8.2.1.
  @Test
  void aDateThatIsNotTheFilesOwnPermitsNoParts() {
    assertThat(conditions("If-Range: SAME", false).permitParts()).isFalse();
    assertThat(conditions("If-Range: \"now\"", false).permitParts()).isTrue();
  }

  private static Conditions conditions(String fields, boolean isExact) {
    List<String> pairs = new ArrayList<>();
    for (String field : fields.split("\\|", -1)) {
      int colon = field.indexOf(':');
      pairs.add(field.substring(0, colon).strip());
      pairs.add(
          field
              .substring(colon + 1)
              .strip()
              .replace("SAME", SAME)
              .replace("BEFORE", BEFORE)
              .replace("AFTER", AFTER));
    }
    Headers headers = Headers.of(pairs.toArray(String[]::new));
    var current = new Validators(new EntityTag(false, "now"), MODIFIED, isExact);
    return new Conditions(headers, current, TODAY);
  }
}
