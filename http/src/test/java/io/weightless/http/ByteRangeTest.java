package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, section 14.
final class ByteRangeTest {
  // In the tables: the ranges that are left, `none` if none is, `whole` if the field does not
  // count.

  @ParameterizedTest(name = "RFC 9110 {0}: {1} of {2} bytes is {3}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "14.1.2 | bytes=0-0 | 10 | 0-0",
        "14.1.2 | bytes=2-5 | 10 | 2-5",
        "14.1.2 | bytes=0-9 | 10 | 0-9",
        "14.1.2 | bytes=9-9 | 10 | 9-9",
        "14.1.2 open | bytes=7- | 10 | 7-9",
        "14.1.2 open | bytes=0- | 10 | 0-9",
        "14.1.2 suffix | bytes=-3 | 10 | 7-9",
        "14.1.2 suffix as long as it is | bytes=-10 | 10 | 0-9",
        "14.1.2 suffix longer | bytes=-11 | 10 | 0-9",
        "14.1.2 suffix of nothing | bytes=-0 | 10 | none",
        "14.1.2 suffix of nothing | bytes=-00 | 10 | none",
        "14.1.2 last beyond | bytes=8-10 | 10 | 8-9",
        "14.1.2 last beyond | bytes=8-99999999999999999999999 | 10 | 8-9",
        "14.1.2 last as large as can be | bytes=8-9223372036854775807 | 10 | 8-9",
        "14.1.2 leading zeros | bytes=00000000000000000000002-0003 | 10 | 2-3",
        "14.1.2 first at the end | bytes=10- | 10 | none",
        "14.1.2 first at the end | bytes=10-10 | 10 | none",
        "14.1.2 first beyond | bytes=99999999999999999999-99999999999999999999 | 10 | none",
        "14.1.2 first beyond | bytes=18446744073709551616- | 10 | none",
        "14.1.2 suffix overflow | bytes=-99999999999999999999 | 10 | 0-9",
        "14.1.2 nothing of nothing | bytes=0- | 0 | none",
        "14.1.2 nothing of nothing | bytes=0-0 | 0 | none",
        "14.1.2 nothing of nothing | bytes=-0 | 0 | none",
        "14.1.2 end of nothing | bytes=-5 | 0 | whole",
      })
  void onePartIsCutToWhatIsThere(String section, String field, long size, String expected) {
    assertThat(shown(ByteRange.list(field, size))).as(section).isEqualTo(expected);
  }

  @ParameterizedTest(name = "RFC 9110 {0}: {1} of {2} bytes is {3}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "14.1.1 last before first | bytes=5-4 | 10 | whole",
        "14.1.1 last before first | bytes=99999999999999999999-99999999999999999998 | 10 | whole",
        "14.1.1 one of them wrong | bytes=0-1,5-4 | 10 | whole",
        "14.1.1 case of the unit | BYTES=0-0 | 10 | 0-0",
        "14.1.1 other unit | lines=0-0 | 10 | whole",
        "14.1.1 no unit | 0-0 | 10 | whole",
        "14.1.1 nothing | bytes= | 10 | whole",
        "14.1.1 nothing | bytes | 10 | whole",
        "14.1.1 commas only | bytes=, , | 10 | whole",
        "14.1.1 dash only | bytes=- | 10 | whole",
        "14.1.1 no dash | bytes=5 | 10 | whole",
        "14.1.1 two dashes | bytes=1-2-3 | 10 | whole",
        "14.1.1 two dashes | bytes=--3 | 10 | whole",
        "14.1.1 sign | bytes=+1-3 | 10 | whole",
        "14.1.1 blank inside | bytes=1 -3 | 10 | whole",
        "14.1.1 blank before the list | 'bytes =1-3' | 10 | whole",
        "14.1.1 letters | bytes=a-b | 10 | whole",
        "14.1.1 hex | bytes=0x1-3 | 10 | whole",
        "14.1.1 other digits | bytes=\u0661-3 | 10 | whole",
        "14.1.1 unit twice | bytes=0-1,bytes=3-4 | 10 | whole",
      })
  void whatIsMalformedDoesNotCount(String section, String field, long size, String expected) {
    assertThat(shown(ByteRange.list(field, size))).as(section).isEqualTo(expected);
  }

  @ParameterizedTest(name = "RFC 9110 {0}: {1} of {2} bytes is {3}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "14.2 several | bytes=0-1,4-5 | 10 | 0-1 4-5",
        "14.2 several, in the order asked for | bytes=-1,4-5,0-0 | 10 | 9-9 4-5 0-0",
        "14.2 side by side | bytes=0-1,2-3 | 10 | 0-1 2-3",
        "5.6.1 blanks and empty members | 'bytes= ,0-1 ,, \t4-5,' | 10 | 0-1 4-5",
        "14.1.2 only some are there | bytes=0-1,20-,-0 | 10 | 0-1",
        "14.1.2 none is there | bytes=10-,20-30,-0 | 10 | none",
        "14.2 overlapping | bytes=0-5,4-8 | 10 | 0-8",
        "14.2 overlapping | bytes=0-,0-,0- | 10 | 0-9",
        "14.2 overlapping, in the first's place | bytes=8-8,4-5,0-1,1-4 | 10 | 8-8 0-5",
        "14.2 inside | bytes=0-9,3-3 | 10 | 0-9",
        "14.2 around | bytes=3-3,9-9,0-4 | 10 | 0-4 9-9",
      })
  void severalPartsStayInOrderAndOverlappingOnesBecomeOne(
      String section, String field, long size, String expected) {
    assertThat(shown(ByteRange.list(field, size))).as(section).isEqualTo(expected);
  }

  @Test
  void moreRangesThanTheLimitAreNoneAtAll() {
    assertThat(ByteRange.list(asking(ByteRange.MOST), 10_000)).hasSize(ByteRange.MOST);
    assertThat(ByteRange.list(asking(ByteRange.MOST + 1), 10_000)).isNull();
    assertThat(ByteRange.list("bytes=0-" + ",0-".repeat(ByteRange.MOST), 10)).isNull();
    assertThat(ByteRange.list("bytes=0-" + ",".repeat(10_000) + "0-", 10)).hasSize(1);
  }

  @Test
  void togetherTheyAreNeverLongerThanTheWhole() {
    var random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      int size = 1 + random.nextInt(20);
      String field =
          random
              .ints(1 + random.nextInt(6), 0, size)
              .mapToObj(first -> first + "-" + (first + random.nextInt(5)))
              .collect(Collectors.joining(",", "bytes=", ""));
      boolean[] asked = new boolean[size];
      for (String range : field.substring(6).split(",", -1)) {
        String[] ends = range.split("-", -1);
        for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[1]) && i < size; i++) {
          asked[i] = true;
        }
      }
      boolean[] given = new boolean[size];
      for (ByteRange range : Objects.requireNonNull(ByteRange.list(field, size))) {
        for (long i = range.first(); i <= range.last(); i++) {
          assertThat(given[(int) i]).as(field).isFalse();
          given[(int) i] = true;
        }
      }
      assertThat(given).as(field).isEqualTo(asked);
    }
  }

  @Test
  void aRangeSaysWhatItIsOf() {
    assertThat(new ByteRange(2, 5).of(10)).isEqualTo("bytes 2-5/10");
    assertThat(new ByteRange(2, 5).length()).isEqualTo(4);
  }

  private static String asking(int count) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(2 * i + "-" + 2 * i);
    }
    return "bytes=" + String.join(",", ranges);
  }

  private static String shown(@Nullable List<ByteRange> ranges) {
    if (ranges == null) {
      return "whole";
    }
    return ranges.isEmpty()
        ? "none"
        : ranges.stream()
            .map(range -> range.first() + "-" + range.last())
            .collect(Collectors.joining(" "));
  }
}
