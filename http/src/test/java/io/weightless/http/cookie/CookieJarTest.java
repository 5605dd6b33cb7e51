package io.weightless.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Headers;
import io.weightless.http.kit.World;
import io.weightless.scope.Task;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CookieJarTest {
  private static final String HTTPS = "https://www.example.org/a/b";
  private static final String HTTP = "http://www.example.org/a/b";

  @Test
  void aCookieGoesBackToItsHost() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1", "y=2; Path=/");

      assertThat(header(jar, HTTPS)).isEqualTo("x=1; y=2");
      assertThat(header(jar, "http://WWW.example.org./a/")).isEqualTo("x=1; y=2");
      assertThat(header(jar, "https://www.example.org/")).isEqualTo("y=2");
      assertThat(header(jar, "https://example.org/a/b")).isNull();
      assertThat(header(jar, "https://x.www.example.org/a/b")).isNull();
    });
  }

  @Test
  void aDomainReachesTheHostsBelowIt() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1; Domain=.Example.ORG; Path=/");

      assertThat(header(jar, "http://example.org/")).isEqualTo("x=1");
      assertThat(header(jar, "http://a.b.example.org/")).isEqualTo("x=1");
      assertThat(header(jar, "http://badexample.org/")).isNull();
    });
  }

  @Test
  void whatAHostMayNotSetIsRefused() throws Exception {
    World.run(() -> {
      assertThat(stored(HTTPS, "x=1; Domain=org").size()).isZero();
      assertThat(stored(HTTPS, "x=1; Domain=other.org").size()).isZero();
      assertThat(stored(HTTPS, "x=1; Domain=a.www.example.org").size()).isZero();
      assertThat(stored("http://10.0.0.1/", "x=1; Domain=0.0.1").size()).isZero();
      assertThat(stored("http://10.0.0.1/", "x=1; Domain=10.0.0.1").size()).isEqualTo(1);
      assertThat(stored("http://[::1]/", "x=1").size()).isEqualTo(1);
      CookieJar local = stored("http://localhost/", "x=1; Domain=localhost");
      assertThat(header(local, "http://localhost/")).isEqualTo("x=1");
      assertThat(header(local, "http://a.localhost/")).isNull();
    });
  }

  @Test
  void aHostMayHaveAnUnderscore() throws Exception {
    World.run(() -> {
      CookieJar jar = stored("http://my_host:81/", "x=1");

      assertThat(header(jar, "http://me:secret@MY_host/")).isEqualTo("x=1");
      assertThat(header(jar, "http://your_host/")).isNull();
      assertThatThrownBy(() -> header(jar, "mailto:a"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no host is in mailto:a");
    });
  }

  @Test
  void pathsMatchByTheirParts() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1; Path=/docs");

      for (String path : List.of("/docs", "/docs/", "/docs/a", "/docs?q")) {
        assertThat(header(jar, "http://www.example.org" + path)).isEqualTo("x=1");
      }
      for (String path : List.of("", "/", "/doc", "/docset", "/Docs")) {
        assertThat(header(jar, "http://www.example.org" + path)).isNull();
      }
      assertThat(Kept.defaultPath("/")).isEqualTo("/");
      assertThat(Kept.defaultPath("/a")).isEqualTo("/");
      assertThat(Kept.defaultPath("/a/b")).isEqualTo("/a");
      assertThat(Kept.defaultPath("/a/")).isEqualTo("/a");
      assertThat(header(stored(HTTPS, "x=1; Path=relative"), HTTPS)).isEqualTo("x=1");
    });
  }

  @Test
  void longerPathsComeFirstThenOlderCookies() throws Exception {
    World.run(() -> {
      CookieJar jar =
          stored(
              HTTPS,
              "a=1; Path=/",
              "b=2; Path=/a",
              "c=3; Path=/a/b",
              "d=4; Path=/a",
              "a=5; Path=/");

      assertThat(header(jar, HTTPS)).isEqualTo("c=3; b=2; d=4; a=5");
      jar.store(URI.create(HTTPS), Headers.of("Set-Cookie", "b=6; Path=/a"));
      assertThat(header(jar, HTTPS)).isEqualTo("c=3; b=6; d=4; a=5");
    });
  }

  @Test
  void secureOnesGoOverTlsOnly() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1; Secure; Path=/");

      assertThat(header(jar, HTTPS)).isEqualTo("x=1");
      assertThat(header(jar, HTTP)).isNull();
      assertThat(stored(HTTP, "x=1; Secure").size()).isZero();
      jar.store(URI.create(HTTP), Headers.of("Set-Cookie", "x=2; Path=/"));
      jar.store(URI.create(HTTP), Headers.of("Set-Cookie", "x=3; Domain=example.org; Path=/a"));
      assertThat(header(jar, HTTPS)).isEqualTo("x=1");
    });
  }

  @Test
  void prefixesKeepTheirPromise() throws Exception {
    World.run(() -> {
      assertThat(stored(HTTPS, "__Host-x=1; Secure; Path=/").size()).isEqualTo(1);
      assertThat(stored(HTTPS, "__Host-x=1; Secure").size()).isZero();
      assertThat(stored(HTTPS, "__host-x=1; Secure; Path=/; Domain=example.org").size()).isZero();
      assertThat(stored(HTTPS, "__Host-x=1; Path=/").size()).isZero();
      assertThat(stored(HTTPS, "__Secure-x=1").size()).isZero();
      assertThat(stored(HTTPS, "__Secure-x=1; Secure").size()).isEqualTo(1);
    });
  }

  @Test
  void theyExpireOnTheClockOfTheReactor() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1; Max-Age=10", "y=2", "z=3; Max-Age=5; Expires=bad");

      Task.sleep(Duration.ofSeconds(9));
      assertThat(header(jar, HTTPS)).isEqualTo("x=1; y=2");
      Task.sleep(Duration.ofSeconds(1));
      assertThat(header(jar, HTTPS)).isEqualTo("y=2");
      assertThat(jar.size()).isEqualTo(1);
      jar.store(URI.create(HTTPS), Headers.of("Set-Cookie", "y=; Max-Age=0"));
      assertThat(jar.size()).isZero();
      assertThat(stored(HTTPS, "x=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT").size()).isZero();
      assertThat(stored(HTTPS, "x=1; Max-Age=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT").size())
          .isEqualTo(1);
      CookieJar longest = stored(HTTPS, "x=1; Max-Age=99999999999999999999");
      Task.sleep(Duration.ofDays(400));
      assertThat(header(longest, HTTPS)).isNull();
    });
  }

  @Test
  void whatCanNotBeReadIsPassedOver() throws Exception {
    World.run(() -> {
      assertThat(header(stored(HTTPS, "x=1 ; what=ever; Max-Age=x; Path"), HTTPS)).isEqualTo("x=1");
      assertThat(stored(HTTPS, "", "x", "=y", ";").size()).isZero();
      assertThat(stored(HTTPS, "x=" + "y".repeat(4095)).size()).isEqualTo(1);
      assertThat(stored(HTTPS, "x=" + "y".repeat(4096)).size()).isZero();
    });
  }

  @Test
  void aFullJarLosesTheOldestOfTheDomainThenOfAll() throws Exception {
    World.run(() -> {
      CookieJar jar = CookieJar.open(2, 3);
      store(jar, "https://a.org/", "a=1", "b=2", "c=3");
      assertThat(header(jar, "https://a.org/")).isEqualTo("b=2; c=3");
      store(jar, "https://b.org/", "d=4", "e=5");
      assertThat(header(jar, "https://a.org/")).isEqualTo("c=3");
      assertThat(header(jar, "https://b.org/")).isEqualTo("d=4; e=5");
      jar.clear();
      store(jar, "https://a.org/", "a=1", "b=2; Max-Age=1");
      Task.sleep(Duration.ofSeconds(1));
      store(jar, "https://a.org/", "c=3");
      assertThat(header(jar, "https://a.org/")).isEqualTo("a=1; c=3");
    });
  }

  private static CookieJar stored(String url, String... fields) {
    CookieJar jar = CookieJar.open();
    store(jar, url, fields);
    return jar;
  }

  private static void store(CookieJar jar, String url, String... fields) {
    Headers headers = Headers.EMPTY;
    for (String field : fields) {
      headers = headers.with("Set-Cookie", field);
    }
    jar.store(URI.create(url), headers);
  }

  private static @Nullable String header(CookieJar jar, String url) {
    return jar.header(URI.create(url));
  }

  @Test
  void aPlainConnectionPushesNoSecureCookieOut() throws Exception {
    World.run(() -> {
      CookieJar jar = CookieJar.open(2, 9);
      store(jar, "https://a.org/", "a=1; Secure");
      store(jar, "http://a.org/", "b=2", "c=3", "d=4");
      assertThat(header(jar, "https://a.org/")).isEqualTo("a=1; d=4");
      store(jar, "https://a.org/", "e=5; Secure", "f=6; Secure");
      assertThat(header(jar, "https://a.org/")).isEqualTo("e=5; f=6");
      store(jar, "http://a.org/", "g=7");
      assertThat(header(jar, "https://a.org/")).isEqualTo("e=5; f=6");
    });
  }

  @Test
  void oneOfTheHostAloneAndOneOfItsDomainAreTwo() throws Exception {
    World.run(() -> {
      CookieJar jar = stored(HTTPS, "x=1", "x=2; Domain=www.example.org");
      assertThat(header(jar, HTTPS)).isEqualTo("x=1; x=2");
      store(jar, HTTPS, "x=3");
      assertThat(header(jar, HTTPS)).isEqualTo("x=3; x=2");
    });
  }
}
