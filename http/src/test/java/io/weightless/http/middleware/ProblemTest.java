package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9457.
final class ProblemTest {
  @Test
  void aProblemIsAnObjectWithItsOwnType() {
    Response response =
        Problem.of(Status.FORBIDDEN, "Your balance is 30, but that costs 50.")
            .type(URI.create("https://example.com/probs/credit"), "Not enough credit")
            .with("balance", 30)
            .with("price", new BigDecimal("50.00"))
            .with("account", "a/b")
            .with("final", true)
            .response();

    assertThat(response.status()).isEqualTo(Status.FORBIDDEN);
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/problem+json");
    assertThat(UTF_8.decode(((Body.Bytes) response.body()).content().duplicate()).toString())
        .isEqualTo(
            "{\"type\":\"https://example.com/probs/credit\",\"title\":\"Not enough credit\","
                + "\"status\":403,\"detail\":\"Your balance is 30, but that costs 50.\","
                + "\"balance\":30,\"price\":50.00,\"account\":\"a/b\",\"final\":true}");
  }

  @Test
  void withoutAKindOfItsOwnItIsWhatTheStatusSays() {
    assertThat(Problem.of(Status.CONFLICT, "taken"))
        .hasToString("{\"title\":\"Conflict\",\"status\":409,\"detail\":\"taken\"}");
    assertThat(Problem.of(Status.CONFLICT, ""))
        .hasToString("{\"title\":\"Conflict\",\"status\":409}");
  }

  @Test
  void textsAreEscaped() {
    assertThat(Problem.of(Status.CONFLICT, "\"a\\b\"\n\t\u0000\u007f\u2028é\ud83d\ude00</script>"))
        .hasToString(
            "{\"title\":\"Conflict\",\"status\":409,\"detail\":"
                + "\"\\\"a\\\\b\\\"\\n\\u0009\\u0000\\u007f\\u2028é\\ud83d\\ude00</script>\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "title", "status", "detail"})
  void aMemberCannotReplaceWhatEachHas(String name) {
    Problem problem = Problem.of(Status.CONFLICT, "");

    assertThatThrownBy(() -> problem.with(name, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every problem has a " + name);
  }
}
