package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowTest {
  private static final Allow READING = Allow.of(Method.GET);

  @ParameterizedTest(name = "RFC 9110 {0}: {1} is {2}")
  @CsvSource({
    "9.3.7, OPTIONS, 204",
    "15.5.6, POST, 405",
    "15.5.6, PUT, 405",
    "15.5.6, DELETE, 405",
    "15.5.6, PATCH, 405",
    "9.3.8, TRACE, 405",
    "9.3.6, CONNECT, 405",
    "15.6.2, PROPFIND, 501",
    "9.1, get, 501",
    "9.1, Head, 501",
  })
  void anotherMethodIsAnswered(String section, String method, int status) {
    Response response = READING.answer(Method.of(method));

    assertThat(response.status().code()).as(section).isEqualTo(status);
    assertThat(response.headers().all("Allow"))
        .containsExactlyElementsOf(status == 501 ? List.of() : List.of("GET, HEAD, OPTIONS"));
  }

  @Test
  void whoeverPermitsGetPermitsHead() {
    assertThat(READING.permits(Method.GET)).isTrue();
    assertThat(READING.permits(Method.HEAD)).isTrue();
    assertThat(READING.permits(Method.OPTIONS)).isFalse();
    assertThat(Allow.of(Method.POST).permits(Method.HEAD)).isFalse();
    assertThat(Allow.of(Method.POST, Method.HEAD, Method.GET))
        .hasToString("POST, HEAD, GET, OPTIONS");
  }

  @Test
  void aResourceMayAnswerOptionsItself() {
    Allow both = Allow.of(Method.OPTIONS, Method.of("PROPFIND"));

    assertThat(both.permits(Method.OPTIONS)).isTrue();
    assertThat(both).hasToString("OPTIONS, PROPFIND");
    assertThatThrownBy(() -> both.answer(Method.OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OPTIONS is permitted: OPTIONS, PROPFIND");
  }
}
