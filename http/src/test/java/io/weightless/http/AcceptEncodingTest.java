package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, section 12.5.3.
final class AcceptEncodingTest {
  @ParameterizedTest(name = "RFC 9110 {0}: {1} means {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "12.5.3 | gzip | gzip",
        "12.5.3 | br | brotli",
        "12.5.3 equal weights | gzip, br | brotli gzip",
        "12.5.3 as browsers send it | gzip, deflate, br, zstd | brotli gzip",
        "12.4.2 weights | gzip;q=1.0, br;q=0.9 | gzip brotli",
        "12.4.2 three decimals | gzip;q=0.998, br;q=0.999 | brotli gzip",
        "12.4.2 three decimals | gzip;q=0.999,br;q=0.998 | gzip brotli",
        "12.4.2 blanks | gzip ; q=0.5 ,\tbr\t;\tQ=0.25 | gzip brotli",
        "12.4.2 no decimals | gzip;q=1, br;q=1. | brotli gzip",
        "12.4.2 zero | gzip;q=0, br;q=0.000 | ''",
        "12.4.2 zero for one | gzip;q=0, br | brotli",
        "12.4.2 smallest | gzip;q=0.001 | gzip",
        "12.5.3 any | * | brotli gzip",
        "12.5.3 any other | br;q=0, * | gzip",
        "12.5.3 any other | *;q=0, gzip | gzip",
        "12.5.3 any other | gzip;q=0.5, *;q=0.7 | brotli",
        "12.5.3 none | *;q=0 | ''",
        "12.5.3 identity | identity | ''",
        "12.5.3 identity is liked more | identity;q=1, gzip;q=0.5, br;q=0.4 | ''",
        "12.5.3 identity is liked less | identity;q=0.5, gzip;q=1, br;q=0.4 | gzip",
        "12.5.3 identity is liked as much | identity, gzip | gzip",
        "12.5.3 identity is refused | identity;q=0, gzip;q=0.1 | gzip",
        "12.5.3 empty | '' | ''",
        "12.5.3 unknown | zstd, deflate, compress | ''",
        "8.4.1 case | GZip, BR | brotli gzip",
        "8.4.1.3 alias | x-gzip | gzip",
        "12.4.2 malformed | gzip;q=2, br;q=-1 | ''",
        "12.4.2 malformed | gzip;q=0.1234, br;q=1.001 | ''",
        "12.4.2 malformed | gzip;q=, br;q | ''",
        "12.4.2 malformed | gzip;level=9, br q=1 | ''",
        "12.4.2 malformed and not | gzip;q=x, br | brotli",
        "12.4.2 twice | gzip;q=0, gzip | ''",
        "5.6.1 empty members | ', ,gzip,,' | gzip",
      })
  void whatIsLikedIsInOrder(String section, String field, String expected) {
    Headers headers = Headers.of("Accept-Encoding", field);

    assertThat(order(headers)).as(section).isEqualTo(expected);
  }

  @Test
  void severalFieldsAreOneList() {
    assertThat(order(Headers.of("Accept-Encoding", "gzip;q=0.5", "accept-encoding", "br;q=0.1")))
        .isEqualTo("gzip brotli");
  }

  @Test
  void whoSaysNothingGetsNothingCoded() {
    assertThat(order(Headers.EMPTY)).isEmpty();
  }

  private static String order(Headers headers) {
    return AcceptEncoding.of(headers).inOrder(List.of(Coding.values()), Coding::token).stream()
        .map(coding -> coding.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
