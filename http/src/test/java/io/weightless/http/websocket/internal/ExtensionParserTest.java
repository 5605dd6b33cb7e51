package io.weightless.http.websocket.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.websocket.internal.Extension.Parameter;
import io.weightless.testkit.OneEngine;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, section 9.1.
@OneEngine
final class ExtensionParserTest {
  private static final int ROUNDS = 20_000;
  private static final String NASTY = "\"\\,;= \t\0\r\n\u00ff\u20aca0-";

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "a > a",
        "foo, bar; baz=2 > foo | bar; baz=2",
        "deflate-stream > deflate-stream",
        "mux; max-channels=4; flow-control, deflate-stream > "
            + "mux; max-channels=4; flow-control | deflate-stream",
        "private-extension > private-extension",
        "a;b;b=1 > a; b; b=1",
        "a;b=\"c\" > a; b=c",
        "a;b=\"\\c\\d\" , e > a; b=cd | e",
        "`  a \t; b = c ;d=\"e\" ,\tf  ` > a; b=c; d=e | f",
        ",, a ,,b, > a | b",
        "!#$%&'*+-.^_`|~09azAZ > !#$%&'*+-.^_`|~09azAZ",
      })
  void whatTheGrammarSaysIsRead(String field, String expected) throws Exception {
    assertThat(shown(List.of(field))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        " , ,",
        ";",
        "a;",
        "a;;b",
        "a; ,b",
        ";a",
        "a b",
        "a;b c",
        "a;b=",
        "a;b= ;c",
        "a;b=c d",
        "a;b==c",
        "a;=b",
        "=",
        "a=b",
        "a;b=\"",
        "a;b=\"\"",
        "a;b=\"c",
        "a;b=\"c\\",
        "a;b=\"c\\\"",
        "a;b=\"c d\"",
        "a;b=\"c,d\"",
        "a;b=\"c;d\"",
        "a;b=\"c\"d",
        "a;b=\"c\"\"d\"",
        "a;b=c\"d\"",
        "a;\"b\"",
        "\"a\"",
        "a;b=\"\\\"\"",
        "a/b",
        "a;b=(c)",
        "a;b=\u00e9",
        "a\0",
        "a;b=c\r\n d",
        "a:b",
        "a@b",
        "{a}",
        "a;b=\"\u20ac\""
      })
  void whatItDoesNotSayIsMalformed(String field) {
    assertThatThrownBy(() -> ExtensionParser.parse(List.of(field)))
        .isInstanceOf(Violation.class)
        .hasMessageContaining("Sec-WebSocket-Extensions is malformed at character ");
  }

  @Test
  void severalFieldsAreOneList() throws Exception {
    assertThat(shown(List.of("a;b", "", "c, d"))).isEqualTo("a; b | c | d");
    assertThatThrownBy(() -> ExtensionParser.parse(List.of("a;", "b")))
        .isInstanceOf(Violation.class);
  }

  @Test
  void noFieldIsNoExtension() throws Exception {
    assertThat(ExtensionParser.parse(List.of())).isEmpty();
  }

  @Test
  void aDamagedFieldIsReadOrMalformedAndNothingElse() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String field = damaged("a;b=\"c\\d\", permessage-deflate; x=1 , e;f", random);
      String seen;
      try {
        seen = shown(List.of(field));
      } catch (Violation refused) {
        continue;
      }
      read++;
      assertThat(shown(List.of(seen.replace(" |", ","))))
          .as("seed %d, round %d: %s", SEED, round, field)
          .isEqualTo(seen);
    }
    assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  static String damaged(String field, SplittableRandom random) {
    StringBuilder text = new StringBuilder(field);
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && !text.isEmpty(); i++) {
      int place = random.nextInt(text.length());
      char nasty = NASTY.charAt(random.nextInt(NASTY.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(place);
        case 1 -> text.setCharAt(place, nasty);
        case 2 -> text.insert(place, nasty);
        default -> text.insert(place, text.substring(random.nextInt(place + 1), place));
      }
    }
    return text.toString();
  }

  private static String shown(List<String> fields) throws Violation {
    return ExtensionParser.parse(fields).stream()
        .map(ExtensionParserTest::shown)
        .collect(Collectors.joining(" | "));
  }

  private static String shown(Extension extension) {
    StringBuilder text = new StringBuilder(extension.name());
    for (Parameter parameter : extension.parameters()) {
      text.append("; ").append(parameter);
    }
    return text.toString();
  }
}
