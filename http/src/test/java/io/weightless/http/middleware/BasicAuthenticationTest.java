package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Attribute;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BasicAuthenticationTest {
  private static final Attribute<Integer> ACCOUNT = new Attribute<>("account");

  private static final Handler GUARDED =
      BasicAuthentication.of(
              "the \"realm\"", (user, word) -> user.equals("Aladdin") && word.equals("open:sesame"))
          .around(
              request -> Response.ok("").with("User", "" + request.get(BasicAuthentication.USER)));

  @Test
  void whoShowsNothingIsAskedTo() throws Exception {
    Response response = GUARDED.handle(Asked.with());

    assertThat(response.status()).isEqualTo(Status.UNAUTHORIZED);
    assertThat(response.headers().all("WWW-Authenticate"))
        .containsExactly("Basic realm=\"the \\\"realm\\\"\", charset=\"UTF-8\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC   "})
  void whoShowsWhatIsAllowedComesInUnderThatName(String scheme) throws Exception {
    Response response =
        GUARDED.handle(Asked.with("Authorization", scheme + base64("Aladdin:open:sesame")));

    assertThat(response.status()).isEqualTo(Status.OK);
    assertThat(response.headers().first("User")).isEqualTo("Aladdin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic QWxhZGRpbjpvcGVu", // Aladdin:open
        "Basic QWxhZGRpbg==", // no colon
        "Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ== x",
        "Basic QWxhZGRpbjpvcGVu!",
        "Basic",
        "Basicx QWxhZGRpbjpvcGVuOnNlc2FtZQ==",
        "Bearer QWxhZGRpbjpvcGVuOnNlc2FtZQ==",
        "QWxhZGRpbjpvcGVuOnNlc2FtZQ==",
      })
  void nobodyElseDoes(String shown) throws Exception {
    assertThat(GUARDED.handle(Asked.with("Authorization", shown)).status())
        .isEqualTo(Status.UNAUTHORIZED);
  }

  @Test
  void whoShowsTwoThingsShowsNothing() throws Exception {
    String good = "Basic " + base64("Aladdin:open:sesame");

    assertThat(GUARDED.handle(Asked.with("Authorization", good, "Authorization", good)).status())
        .isEqualTo(Status.UNAUTHORIZED);
  }

  @Test
  void namesAndPasswordsAreUtf8WithoutControlCharacters() throws Exception {
    Handler any = BasicAuthentication.of("a", (_, _) -> true).around(Asked.HELLO);
    String latin = Base64.getEncoder().encodeToString("J\u00fcrgen:a".getBytes(ISO_8859_1));

    assertThat(status(any, "Basic " + base64("Jürgen:päßwort"))).isEqualTo(Status.OK);
    assertThat(status(any, "Basic " + latin)).isEqualTo(Status.UNAUTHORIZED);
    assertThat(status(any, "Basic " + base64("a\nb:c"))).isEqualTo(Status.UNAUTHORIZED);
    assertThat(status(any, "Basic " + base64(":"))).isEqualTo(Status.OK);
  }

  @Test
  void whatIsKnownOfAUserGoesWithTheRequest() throws Exception {
    Handler handler =
        BasicAuthentication.of("a", ACCOUNT, (user, _) -> user.equals("seven") ? 7 : null)
            .around(request -> Response.ok("").with("Account", "" + request.get(ACCOUNT)));

    Response known = handler.handle(Asked.with("Authorization", "Basic " + base64("seven:x")));

    assertThat(known.headers().first("Account")).isEqualTo("7");
    assertThat(status(handler, "Basic " + base64("eight:x"))).isEqualTo(Status.UNAUTHORIZED);
  }

  @Test
  void aCheckThatFailsLetsNobodyIn() {
    Handler handler =
        BasicAuthentication.of(
                "a",
                (_, _) -> {
                  throw new IOException("no database");
                })
            .around(Asked.HELLO);

    assertThatThrownBy(() -> status(handler, "Basic " + base64("a:b"))).hasMessage("no database");
  }

  @Test
  void aRealmHasToBeSendable() {
    assertThatThrownBy(() -> BasicAuthentication.of("a\nb", (_, _) -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a realm that can be sent");
  }

  @Test
  void aServerAsks() throws Exception {
    World.serve(
        GUARDED,
        served -> {
          assertThat(served.client().get("/").status()).isEqualTo(401);
          String shown = "Authorization: Basic " + base64("Aladdin:open:sesame");
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n" + shown + "\r\n\r\n");
          assertThat(served.client().receive().field("User")).isEqualTo("Aladdin");
        });
  }

  private static Status status(Handler handler, String shown) throws Exception {
    return handler.handle(Asked.with("Authorization", shown)).status();
  }

  private static String base64(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
