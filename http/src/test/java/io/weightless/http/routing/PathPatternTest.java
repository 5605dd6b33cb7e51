package io.weightless.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Method;
import io.weightless.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "users, it does not begin with a slash",
    "'', it does not begin with a slash",
    "/a//b, it has an empty segment",
    "//, it has an empty segment",
    "/a/../b, 'it has the segment ''..'', which no request can have'",
    "/., 'it has the segment ''.'', which no request can have'",
    "/a?b, 'segments are plain text or {name}, not ''a?b'''",
    "/a%20b, 'segments are plain text or {name}, not ''a%20b'''",
    "/v{version}, 'segments are plain text or {name}, not ''v{version}'''",
    "/{a}{b}, '{a}{b} has no name of letters, digits and ''_'''",
    "/{}, '{} has no name of letters, digits and ''_'''",
    "/{...}, '{...} has no name of letters, digits and ''_'''",
    "/{a-b}, '{a-b} has no name of letters, digits and ''_'''",
    "/{rest...}/a, {rest...} is not at its end",
    "/{rest...}/, {rest...} is not at its end",
    "/{a}/{a}, it has two parameters called 'a'",
    "/{a}/{a...}, it has two parameters called 'a'",
  })
  void whatIsNoPatternIsRefusedInOneLine(String text, String why) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no pattern of a path: " + why);
  }

  @Test
  void aRouteIsShownAsItWasWritten() {
    assertThat(Route.on(Method.of("PURGE"), "/a/{b}", _ -> Response.ok("")))
        .hasToString("PURGE /a/{b}");
    assertThat(Route.any("/{a...}", _ -> Response.ok(""))).hasToString("any /{a...}");
    assertThat(Route.mount("/", _ -> Response.ok(""))).hasToString("mount /");
  }
}
