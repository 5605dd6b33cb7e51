package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Headers;
import io.weightless.http.Peer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecurityHeadersTest {
  private static final String STRICT = "Strict-Transport-Security";
  private static final Request SECURE =
      Asked.with().with(new Peer(new Address("192.0.2.1", 1), true, null, List.of()));

  @Test
  void theUsualOnesAreSaid() throws Exception {
    World.serve(
        Asked.HELLO.in(SecurityHeaders.USUAL),
        served ->
            assertThat(served.client().get("/").head())
                .contains("X-Content-Type-Options: nosniff\r\n")
                .contains("X-Frame-Options: DENY\r\n")
                .contains("Referrer-Policy: same-origin\r\n")
                .doesNotContain(STRICT));
  }

  @Test
  void aFieldMayBeAnotherOrMoreOrLeftOut() throws Exception {
    Headers headers =
        headers(
            SecurityHeaders.USUAL
                .with("x-frame-options", "SAMEORIGIN")
                .with("Content-Security-Policy", "default-src 'self'")
                .without("Referrer-Policy"),
            SECURE);

    assertThat(headers.all("X-Frame-Options")).containsExactly("SAMEORIGIN");
    assertThat(headers.first("Content-Security-Policy")).isEqualTo("default-src 'self'");
    assertThat(headers.contains("Referrer-Policy")).isFalse();
  }

  @Test
  void whatTheHandlerHasSaidStays() throws Exception {
    Response own = Response.of(Status.OK).with("X-Frame-Options", "SAMEORIGIN");
    Headers headers = SecurityHeaders.USUAL.around(_ -> own).handle(Asked.with()).headers();

    assertThat(headers.all("X-Frame-Options")).containsExactly("SAMEORIGIN");
    assertThat(headers.contains("Referrer-Policy")).isTrue();
  }

  /// RFC 6797, section 7.2.
  @Test
  void thatOnlyTlsIsToBeUsedIsSaidOverTlsOnly() throws Exception {
    SecurityHeaders year = SecurityHeaders.USUAL.transportOnlyBy(Duration.ofDays(365));
    SecurityHeaders all = SecurityHeaders.USUAL.transportOnlyForAllBelow(Duration.ofDays(1));

    assertThat(headers(year, SECURE).first(STRICT)).isEqualTo("max-age=31536000");
    assertThat(headers(all, SECURE).first(STRICT)).isEqualTo("max-age=86400; includeSubDomains");
    assertThat(headers(year, Asked.with()).contains(STRICT)).isFalse();
    assertThat(headers(year.without(STRICT), SECURE).contains(STRICT)).isFalse();
  }

  @Test
  void aBrowserCannotKeepToItForLessThanNothing() {
    assertThatThrownBy(() -> SecurityHeaders.USUAL.transportOnlyBy(Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no browser can keep to it for PT-24H");
  }

  private static Headers headers(SecurityHeaders guard, Request request) throws Exception {
    return guard.around(Asked.HELLO).handle(request).headers();
  }
}
