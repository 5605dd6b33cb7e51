package io.weightless.http.routing;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
  @Test
  void eachIsDecodedByItself() throws Exception {
    Parameters path = parameters("/a/{x}/b/{y}", "/a/1%2F2%20%C3%A9/b/%2525?x=7");

    assertThat(path.get("x")).isEqualTo("1/2 é");
    assertThat(path.get("y")).isEqualTo("%25");
    assertThat(path.segments("y")).containsExactly("%25");
    assertThat(path).hasToString("{x=1/2 é, y=%25}");
  }

  @Test
  void aRestHasItsSegmentsApart() throws Exception {
    Parameters path = parameters("/files/{rest...}", "/files/a%2Fb//c/");

    assertThat(path.segments("rest")).containsExactly("a/b", "", "c", "");
    assertThat(path.get("rest")).isEqualTo("a/b//c/");
    assertThat(path).hasToString("{rest=[a/b, , c, ]}");
    assertThat(parameters("/files/{rest...}", "/files/").get("rest")).isEmpty();
  }

  @Test
  void whatIsMountedSeesThoseOfItsPrefix() throws Exception {
    List<Parameters> seen = new ArrayList<>();
    Router inner = Router.of(get("/{id}/{tenant}", keeping(seen)), get("/plain", keeping(seen)));
    Router outer = Router.of(mount("/{tenant}/{group}", inner));

    outer.handle(Request.of(Method.GET, "/acme/red/7/inner"));
    outer.handle(Request.of(Method.GET, "/acme/red/plain"));

    assertThat(seen.getFirst().get("id")).isEqualTo("7");
    assertThat(seen.getFirst().get("group")).isEqualTo("red");
    assertThat(seen.getFirst().get("tenant")).isEqualTo("inner");
    assertThat(seen.getLast().get("tenant")).isEqualTo("acme");
  }

  @Test
  void aNameThatTheRouteDoesNotHaveIsAMistake() throws Exception {
    Parameters path = parameters("/{id}", "/7");

    assertThatThrownBy(() -> path.get("is"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the route has no parameter 'is', but {id=7}");
    assertThatThrownBy(() -> path.segments("is"))
        .hasMessage("the route has no parameter 'is', but {id=7}");
    assertThatThrownBy(() -> Parameters.of(Request.of(Method.GET, "/")).get("id"))
        .hasMessage("the route has no parameter 'id', but {}");
  }

  @Test
  void aNumberIsRead() throws Exception {
    assertThat(parameters("/{id}", "/-42").number("id")).isEqualTo(-42);
    assertThat(parameters("/{id}", "/9223372036854775807").number("id")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/1.0", "/9223372036854775808", "/0x1", "/1%20"})
  void whereThereIsNoNumberThereIsNothing(String target) throws Exception {
    Parameters path = parameters("/{id}", target);

    assertThatThrownBy(() -> path.number("id"))
        .isInstanceOfSatisfying(
            BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(Status.NOT_FOUND))
        .hasMessage("the id in the path is not a number");
  }

  private static Parameters parameters(String pattern, String target) throws Exception {
    List<Parameters> seen = new ArrayList<>();
    Router.of(get(pattern, keeping(seen))).handle(Request.of(Method.GET, target));
    return seen.getFirst();
  }

  private static Handler keeping(List<Parameters> seen) {
    return request -> {
      seen.add(Parameters.of(request));
      return Response.of(Status.OK);
    };
  }
}
