package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Attribute;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BearerAuthenticationTest {
  private static final Attribute<String> NAME = new Attribute<>("name");

  private static final Handler GUARDED =
      BearerAuthentication.of("api", Secret.of("mF_9.B5f-4.1JqM~+/==")::is).around(Asked.HELLO);

  @ParameterizedTest(name = "RFC 6750: {0} is {1}")
  @CsvSource(
      value = {
        "Bearer mF_9.B5f-4.1JqM~+/== | 200 | ",
        "bearer mF_9.B5f-4.1JqM~+/== | 200 | ",
        "Bearer mF_9.B5f-4.1JqM | 401 | Bearer realm=\"api\", error=\"invalid_token\"",
        "Bearer | 400 | Bearer realm=\"api\", error=\"invalid_request\"",
        "Bearer == | 400 | Bearer realm=\"api\", error=\"invalid_request\"",
        "Bearer a b | 400 | Bearer realm=\"api\", error=\"invalid_request\"",
        "Bearer a=b | 400 | Bearer realm=\"api\", error=\"invalid_request\"",
        "Bearer \"a\" | 400 | Bearer realm=\"api\", error=\"invalid_request\"",
        "Basic mF_9.B5f-4.1JqM~+/== | 401 | Bearer realm=\"api\"",
        "mF_9.B5f-4.1JqM~+/== | 401 | Bearer realm=\"api\"",
      },
      delimiter = '|')
  void aTokenIsShownInTheField(String shown, int status, String challenge) throws Exception {
    Response response = GUARDED.handle(Asked.with("Authorization", shown));

    assertThat(response.status().code()).isEqualTo(status);
    assertThat(response.headers().first("WWW-Authenticate")).isEqualTo(challenge);
  }

  @Test
  void whoShowsNothingIsToldNothing() throws Exception {
    Response response = GUARDED.handle(Asked.with());

    assertThat(response.status()).isEqualTo(Status.UNAUTHORIZED);
    assertThat(response.headers().first("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");
  }

  @Test
  void whatIsKnownOfWhoHasTheTokenGoesWithTheRequest() throws Exception {
    Handler handler =
        BearerAuthentication.of("api", NAME, token -> token.equals("t") ? "somebody" : null)
            .around(request -> Response.ok("").with("Name", "" + request.get(NAME)));

    Response known = handler.handle(Asked.with("Authorization", "Bearer t"));

    assertThat(known.headers().first("Name")).isEqualTo("somebody");
    assertThat(handler.handle(Asked.with("Authorization", "Bearer u")).status())
        .isEqualTo(Status.UNAUTHORIZED);
  }
}
