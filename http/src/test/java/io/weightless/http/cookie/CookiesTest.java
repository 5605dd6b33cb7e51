package io.weightless.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import org.junit.jupiter.api.Test;

final class CookiesTest {
  @Test
  void theyComeInTheirOrder() {
    Cookies cookies = cookies("a=1; b=2; a=3");

    assertThat(cookies.all())
        .containsExactly(new Cookie("a", "1"), new Cookie("b", "2"), new Cookie("a", "3"));
    assertThat(cookies.first("a")).isEqualTo("1");
    assertThat(cookies.first("A")).isNull();
    assertThat(cookies("").all()).isEmpty();
  }

  @Test
  void whatIsNoPairIsPassedOver() {
    assertThat(cookies("a; =b;; c=; d=e=f;g=\"h i\" ; j=\";k=l").all())
        .containsExactly(
            new Cookie("c", ""),
            new Cookie("d", "e=f"),
            new Cookie("g", "h i"),
            new Cookie("j", "\""),
            new Cookie("k", "l"));
  }

  @Test
  void severalFieldsCountTogether() {
    Headers headers = Headers.of("Cookie", "a=1", "Cookie", "b=2");
    Request request = Request.of(Method.GET, "/", headers, IncomingBody.empty());

    assertThat(Cookies.of(request).all())
        .containsExactly(new Cookie("a", "1"), new Cookie("b", "2"));
    assertThat(Cookies.of(Headers.EMPTY).first("a")).isNull();
  }

  private static Cookies cookies(String field) {
    return Cookies.of(Headers.of("Cookie", field));
  }
}
