package io.weightless.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Response;
import io.weightless.http.cookie.SetCookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SetCookieTest {
  private static final SetCookie COOKIE = SetCookie.of("a", "1");

  @Test
  void itIsStrictUnlessItIsSaid() {
    assertThat(COOKIE).hasToString("a=1; Path=/; Secure; HttpOnly; SameSite=Lax");
    assertThat(COOKIE.insecure().forScripts().sameSite(SameSite.STRICT))
        .hasToString("a=1; Path=/; SameSite=Strict");
  }

  @Test
  void attributesAreWritten() {
    assertThat(
            COOKIE
                .domain("example.org")
                .path("/a b")
                .maxAge(Duration.ofMinutes(2))
                .expires(Instant.parse("1994-11-06T08:49:37Z"))
                .sameSite(SameSite.NONE))
        .hasToString(
            "a=1; Path=/a b; Domain=example.org; Max-Age=120;"
                + " Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; HttpOnly; SameSite=None");
  }

  @Test
  void aCookieIsDeletedByOneThatIsOver() {
    assertThat(COOKIE.path("/x").deleted())
        .hasToString(
            "a=; Path=/x; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT;"
                + " Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void aTimeThatIsShorterThanASecondDeletesNothing() {
    assertThat(COOKIE.maxAge(Duration.ofMillis(1)).toString()).contains("; Max-Age=1;");
    assertThat(COOKIE.maxAge(Duration.ofSeconds(1)).toString()).contains("; Max-Age=1;");
    assertThat(COOKIE.maxAge(Duration.ofMillis(1_001)).toString()).contains("; Max-Age=2;");
    assertThat(COOKIE.maxAge(Duration.ZERO).toString()).contains("; Max-Age=0;");
  }

  @Test
  void aResponseMaySetSeveral() {
    Response response = SetCookie.of("b", "2").addTo(COOKIE.addTo(Response.ok("")));

    assertThat(response.headers().all("Set-Cookie")).hasSize(2);
  }

  @Test
  void nothingIsSmuggledIn() {
    for (String value : List.of("1;x", "1 2", "1,2", "\"1\"", "1\\", "1\r\nA: b", "ä", "\0")) {
      refused(() -> SetCookie.of("a", value));
    }
    for (String name : List.of("", "a=b", "a b", "a;b", "a\r\n", "ä")) {
      refused(() -> SetCookie.of(name, "1"));
    }
    for (String path : List.of("", "a", "/;x", "/\r\n", "/ä", "/ ")) {
      refused(() -> COOKIE.path(path));
    }
    for (String domain : List.of("", ".a.org", "a..b", "a.org;", "1.2.3.4", "::1", "a b", "-a")) {
      refused(() -> COOKIE.domain(domain));
    }
    refused(() -> COOKIE.maxAge(Duration.ofSeconds(-1)));
  }

  @Test
  void aPrefixKeepsItsPromise() {
    assertThat(SetCookie.of("__Host-a", "1").toString()).startsWith("__Host-a=1; Path=/; Secure");
    assertThat(SetCookie.of("__Secure-a", "1").domain("a.org").path("/x").toString())
        .contains("Secure;");
    refused(() -> SetCookie.of("__host-a", "1").domain("a.org"));
    refused(() -> SetCookie.of("__Host-a", "1").path("/x"));
    refused(() -> SetCookie.of("__Host-a", "1").insecure());
    refused(() -> SetCookie.of("__Secure-a", "1").insecure());
    refused(() -> COOKIE.insecure().sameSite(SameSite.NONE));
  }

  private static void refused(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
  }
}
