package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpsRedirectTest {
  @ParameterizedTest
  @CsvSource({
    "/, a.test, https://a.test:8443/",
    "/x/%41?q=%20&r, a.test:8080, https://a.test:8443/x/%41?q=%20&r",
    "/?, A.test:, https://A.test:8443/?",
    "//b.test/x, a.test, https://a.test:8443//b.test/x",
    "/x, [::1], https://[::1]:8443/x",
    "/x, [::1]:80, https://[::1]:8443/x",
    "/x, 127.0.0.1:80, https://127.0.0.1:8443/x",
    "http://b.test/x, a.test, https://b.test:8443/x",
    "http://b.test:80?q, a.test, https://b.test:8443/?q",
    "HTTP://b.test, a.test, https://b.test:8443/",
  })
  void theLocationIsTheSameOnTheOtherPort(String target, String host, String location)
      throws BadRequest {
    Response response = new HttpsRedirect(8443).handle(asking(target, host));

    assertThat(response.status()).isEqualTo(Status.PERMANENT_REDIRECT);
    assertThat(response.headers().first("Location")).isEqualTo(location);
  }

  @Test
  void theUsualPortIsLeftOut() throws BadRequest {
    Response response = new HttpsRedirect(443).handle(asking("/x", "a.test:80"));

    assertThat(response.headers().first("Location")).isEqualTo("https://a.test/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a@b", "a b", "a:99999", "a:b", "[::1", "", ":80", "a\\b", "a?b"})
  void aHostThatIsNoneIsRefused(String host) {
    assertThatThrownBy(() -> new HttpsRedirect(443).handle(asking("/", host)))
        .isInstanceOf(BadRequest.class)
        .hasMessage("the request does not say for which host it is");
  }

  @Test
  void aRequestThatNamesNoHostIsRefused() {
    assertThatThrownBy(() -> new HttpsRedirect(443).handle(Request.of(Method.GET, "/")))
        .isInstanceOf(BadRequest.class)
        .hasMessage("the request does not say for which host it is");
  }

  @Test
  void whatIsNotForSomethingOnAHostIsRefused() {
    Headers host = Headers.of("Host", "a.test");
    Request server = Request.of(Method.OPTIONS, "*", host, IncomingBody.empty());
    Request tunnel = Request.of(Method.CONNECT, "a.test:443", host, IncomingBody.empty());

    for (Request request : new Request[] {server, tunnel}) {
      assertThatThrownBy(() -> new HttpsRedirect(443).handle(request))
          .isInstanceOf(BadRequest.class)
          .hasMessage("there is nothing here but redirects");
    }
  }

  @Test
  void aPortOnWhichNobodyCanServeIsRefused() {
    for (int none : new int[] {0, -1, 65_536}) {
      assertThatThrownBy(() -> new HttpsRedirect(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("HTTPS is served on a port from 1 to 65535, not " + none);
    }
  }

  private static Request asking(String target, String host) {
    return Request.of(Method.POST, target, Headers.of("Host", host), IncomingBody.empty());
  }
}
