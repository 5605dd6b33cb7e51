package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// By the Fetch standard, section 3.3: the CORS protocol.
final class CorsTest {
  private static final String APP = "https://app.example.com";
  private static final String ALLOW = "Access-Control-Allow-";

  private static final Cors STRICT =
      Cors.of(APP, "http://localhost:3000")
          .methods(Method.GET, Method.PUT)
          .fields("Content-Type", "Authorization")
          .exposing("X-Total", "Location")
          .credentials()
          .maxAge(Duration.ofHours(1));

  /// Which must not see a preflight.
  private static final Handler HANDLER =
      request -> {
        assertThat(request.headers().contains("Access-Control-Request-Method")).isFalse();
        return Response.ok("hello").with("Vary", "Accept");
      };

  @Test
  void aPreflightIsToldWhatIsAllowed() throws Exception {
    Response response = STRICT.around(HANDLER).handle(preflight(APP));
    Headers headers = response.headers();

    assertThat(response.status()).isEqualTo(Status.NO_CONTENT);
    assertThat(headers.first(ALLOW + "Origin")).isEqualTo(APP);
    assertThat(headers.first(ALLOW + "Methods")).isEqualTo("GET, PUT");
    assertThat(headers.first(ALLOW + "Headers")).isEqualTo("Content-Type, Authorization");
    assertThat(headers.first(ALLOW + "Credentials")).isEqualTo("true");
    assertThat(headers.first("Access-Control-Max-Age")).isEqualTo("3600");
    assertThat(headers.all("Vary")).containsExactly("Origin");
    assertThat(headers.contains("Access-Control-Expose-Headers")).isFalse();
  }

  @Test
  void aRequestIsAnsweredForThePageToRead() throws Exception {
    Headers headers = STRICT.around(HANDLER).handle(Asked.with("Origin", APP)).headers();

    assertThat(headers.first(ALLOW + "Origin")).isEqualTo(APP);
    assertThat(headers.first(ALLOW + "Credentials")).isEqualTo("true");
    assertThat(headers.first("Access-Control-Expose-Headers")).isEqualTo("X-Total, Location");
    assertThat(headers.all("Vary")).containsExactly("Accept", "Origin");
    assertThat(headers.contains(ALLOW + "Methods")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example.com",
        "http://app.example.com",
        "https://app.example.com:444",
        "https://app.example.com.evil.test",
        "null",
      })
  void anotherOriginIsToldNothing(String origin) throws Exception {
    for (Request request : new Request[] {preflight(origin), Asked.with("Origin", origin)}) {
      Headers headers = STRICT.around(HANDLER).handle(request).headers();

      assertThat(headers.toString()).doesNotContain("Access-Control");
      assertThat(headers.all("Vary")).contains("Origin");
    }
  }

  @Test
  void whatIsNotFromAPageIsAnsweredAsEverForCachesToKnow() throws Exception {
    Response response = STRICT.around(HANDLER).handle(Asked.with());

    assertThat(response.status()).isEqualTo(Status.OK);
    assertThat(response.headers().all("Vary")).containsExactly("Accept", "Origin");
    assertThat(response.headers().contains(ALLOW + "Origin")).isFalse();
  }

  @Test
  void anybodyMayBeAllowedWithoutCredentials() throws Exception {
    Handler open = Cors.anybody().around(HANDLER);
    Headers headers = open.handle(Asked.with("Origin", "https://a.test")).headers();

    assertThat(headers.first(ALLOW + "Origin")).isEqualTo("*");
    assertThat(headers.all("Vary")).containsExactly("Accept");
    assertThat(open.handle(preflight("null")).headers().first(ALLOW + "Methods"))
        .isEqualTo("GET, HEAD, POST");
    assertThatThrownBy(() -> Cors.anybody().credentials())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("with credentials the origins have to be said");
  }

  @Test
  void optionsThatIsNoPreflightIsTheHandlers() throws Exception {
    Request request = Asked.with(Method.OPTIONS, "Origin", APP);

    assertThat(STRICT.around(HANDLER).handle(request).status()).isEqualTo(Status.OK);
  }

  @Test
  void whatTheHandlerSaysOfItIsReplaced() throws Exception {
    Handler own = _ -> Response.ok("").with(ALLOW + "Origin", "*");

    assertThat(STRICT.around(own).handle(Asked.with("Origin", APP)).headers().all(ALLOW + "Origin"))
        .containsExactly(APP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "app.example.com",
        "https://app.example.com/",
        "https://App.example.com",
        "HTTPS://app.example.com",
        "https://app.example.com:443",
        "http://app.example.com:80",
        "https://user@app.example.com",
        "https://",
        "a b",
        "",
      })
  void whatNoBrowserWouldSendIsRefused(String origin) {
    assertThatThrownBy(() -> Cors.of(APP, origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an origin is like https://app.example.com:8443, not '" + origin + "'");
  }

  @Test
  void aFieldHasToBeOne() {
    assertThatThrownBy(() -> STRICT.fields("a b"))
        .hasMessage("not a field name, which is a token: \"a b\"");
    assertThatThrownBy(() -> STRICT.exposing("a,b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServerAnswersAPreflight() throws Exception {
    World.serve(
        STRICT.around(HANDLER),
        served -> {
          served
              .client()
              .send(
                  "OPTIONS /x HTTP/1.1\r\nHost: a\r\nOrigin: "
                      + APP
                      + "\r\nAccess-Control-Request-Method: PUT\r\n\r\n");
          assertThat(served.client().receive().field(ALLOW + "Origin")).isEqualTo(APP);
          assertThat(served.client().get("/").body()).isEqualTo("hello");
        });
  }

  private static Request preflight(String origin) {
    return Asked.with(Method.OPTIONS, "Origin", origin, "Access-Control-Request-Method", "PUT");
  }
}
