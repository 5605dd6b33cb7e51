package io.weightless.http.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ParametersTest {
  @Test
  void aValueHasParametersBehindIt() throws Exception {
    assertThat(parse("aap; noot=mies; vis=vuur"))
        .isEqualTo(new Parameters("aap", Map.of("noot", "mies", "vis", "vuur")));
    assertThat(parse("aap")).isEqualTo(new Parameters("aap", Map.of()));
    assertThat(parse("a ;; B=c\t; ")).isEqualTo(new Parameters("a", Map.of("b", "c")));
    assertThat(Parameters.parse(null)).isNull();
  }

  @Test
  void quotesMayHoldSemicolonsAndEscapes() throws Exception {
    assertThat(parse("form-data; name=\"with ; semicolon\"; filename=\"a \\\"b\\\" c\""))
        .isEqualTo(
            new Parameters(
                "form-data", Map.of("name", "with ; semicolon", "filename", "a \"b\" c")));
    assertThat(parse("a; b=\"\"; c=\"C:\\dir\\x\\\\y\"").all())
        .isEqualTo(Map.of("b", "", "c", "C:\\dir\\x\\y"));
    assertThat(parse("x; boundary=\"-- =_1\"").get("boundary")).isEqualTo("-- =_1");
    assertThat(parse("x; boundary=----=_:/1").get("boundary")).isEqualTo("----=_:/1");
  }

  @Test
  void whatCanBeReadInTwoWaysIsRefused() {
    for (String wrong :
        List.of(
            "a; b",
            "a; =c",
            "a; b=",
            "a; b=;c=d",
            "a; b =c",
            "a; b=\"c",
            "a; b=\"c\"d",
            "a; b=c\"d\"",
            "a; b=c; B=d",
            "a; b=\"\\\"")) {
      assertThatThrownBy(() -> parse(wrong)).as(wrong).isInstanceOf(BadRequest.class);
    }
  }

  private static Parameters parse(String text) throws BadRequest {
    return Objects.requireNonNull(Parameters.parse(text));
  }
}
