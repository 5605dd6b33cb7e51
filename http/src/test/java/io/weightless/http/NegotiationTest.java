package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, sections 12.5.1, 12.5.4 and 12.5.5; RFC 4647.
final class NegotiationTest {
  @ParameterizedTest(name = "{0}: of {1} it is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      nullValues = "none",
      value = {
        "text/html | application/json text/html | text/html",
        "text/html, application/json | application/json text/html | application/json",
        "text/html;q=0.9, application/json;q=0.8 | application/json text/html | text/html",
        "*/* | application/json text/html | application/json",
        "text/*, */*;q=0.1 | application/json text/html | text/html",
        "text/* | textual/plain text/plain | text/plain",
        "text/*;q=0.3, text/plain;q=0.7, */*;q=0.5 | text/html text/plain image/png | text/plain",
        "text/*;q=0.3, text/plain;q=0.7, */*;q=0.5 | text/html image/png | image/png",
        "text/*, text/html;q=0 | text/html text/plain | text/plain",
        "text/html;q=0, */* | text/html | none",
        "image/png | text/html | none",
        "'' | text/html | none",
        "TEXT/HTML | text/html | text/html",
        "text/html;level=1, text/html;q=0.4 | text/html text/html;level=1 | text/html;level=1",
        "text/html;level=1;q=0.3, text/html;q=0.7 | text/html;level=1 text/html | text/html",
        "text/plain;format=flowed | text/plain | none",
        "text/plain;charset=\"UTF-8\" | text/plain;charset=utf-8 | text/plain;charset=utf-8",
        "text/plain;a=\"x, y;z\";q=0.5, text/html;q=0.4 | text/html text/plain;a=\"x, y;z\" | ?",
        "text/html;q=0.5;ext=1, text/plain;q=0.4 | text/plain text/html | text/html",
        "text/html;q=1.5, text/plain;q=0.1 | text/html text/plain | text/plain",
        "text/html;q=, text/plain;q=0.1 | text/html text/plain | text/plain",
        "text/html;x, text/plain | text/html text/plain | text/plain",
        "text/html;q=0.001 | text/html | text/html",
        // What browsers send.
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
            + " | application/json text/html | text/html",
      })
  void theBestLikedTypeIsChosen(String accept, String offered, String expected) {
    String[] types = types(offered);
    String best = Negotiation.best(request("Accept", accept), types);

    assertThat(best).isEqualTo("?".equals(expected) ? types[1] : expected);
  }

  @ParameterizedTest(name = "{0}: of {1} it is {2}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      nullValues = "none",
      value = {
        "de | en de | de",
        "de, en;q=0.5 | en de | de",
        "de;q=0.5, en | de en | en",
        "DE | de | de",
        "de | en de-CH | de-CH", // RFC 4647, section 3.3.1
        "de | deu | none",
        "de-CH | en de | de", // section 3.4
        "de-CH, en;q=0.5 | en de | de",
        "zh-Hant-CN-x-private1 | zh zh-Hant | zh-Hant",
        "de-de, de;q=0.5 | de de-DE-1996 | de-DE-1996",
        "de;q=0, * | de en | en",
        "de;q=0, * | de | none",
        "de-CH, de;q=0 | de de-CH | de-CH",
        "*;q=0.1, fr | en fr | fr",
        "*;q=0.1, fr | en | en",
        "fr | en de | none",
      })
  void theBestLikedLanguageIsChosen(String accept, String offered, String expected) {
    String best = Negotiation.language(request("Accept-Language", accept), offered.split(" ", -1));

    assertThat(best).isEqualTo(expected);
  }

  @Test
  void whoSaysNothingGetsTheFirst() {
    Request request = Request.of(Method.GET, "/");

    assertThat(Negotiation.best(request, "a/b", "c/d")).isEqualTo("a/b");
    assertThat(Negotiation.language(request, "en", "de")).isEqualTo("en");
    assertThat(Negotiation.best(request)).isNull();
  }

  @Test
  void whereNothingFitsA406SaysWhatThereIs() throws Exception {
    Request request = request("Accept", "image/png");

    assertThat(Negotiation.required(request, "text/html", "image/png")).isEqualTo("image/png");
    assertThatThrownBy(() -> Negotiation.required(request, "text/html", "a/b"))
        .isInstanceOfSatisfying(
            BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(Status.NOT_ACCEPTABLE))
        .hasMessage("there is only text/html, a/b");
  }

  @Test
  void whatIsNoMediaTypeCannotBeOffered() {
    assertThatThrownBy(() -> Negotiation.best(request("Accept", "*/*"), "text html"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"text html\"");
  }

  @Test
  void aResponseSaysOnceByWhatItVaries() {
    Response response = Response.ok("");

    assertThat(Negotiation.vary(response, "Accept").headers().all("Vary"))
        .containsExactly("Accept");
    for (String known : new String[] {"accept", "Origin, Accept", "*"}) {
      Response varying = response.with("Vary", known);
      assertThat(Negotiation.vary(varying, "Accept")).isSameAs(varying);
    }
    assertThat(
            Negotiation.vary(response.with("Vary", "Accept-Language"), "Accept")
                .headers()
                .all("Vary"))
        .containsExactly("Accept-Language", "Accept");
  }

  private static Request request(String field, String value) {
    return Request.of(Method.GET, "/", Headers.of(field, value), IncomingBody.empty());
  }

  /// Between blanks that are not in quotes.
  private static String[] types(String offered) {
    return offered.split(" (?=[a-z]+/)", -1);
  }
}
