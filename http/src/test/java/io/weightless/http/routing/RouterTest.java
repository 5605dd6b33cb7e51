package io.weightless.http.routing;

import static io.weightless.http.routing.Route.any;
import static io.weightless.http.routing.Route.delete;
import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static io.weightless.http.routing.Route.on;
import static io.weightless.http.routing.Route.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
  private static final Router OVERLAPPING =
      Router.of(
          any("/{rest...}", says("rest")),
          get("/{a}", says("parameter")),
          get("/users", says("users")),
          get("/users/", says("users, slash")),
          get("/users/me", says("me")),
          get("/users/{id}", says("user")),
          get("/users/{id}/photos", says("photos")),
          get("/users/{id}/{rest...}", says("of user")),
          get("/users/me/settings", says("settings")),
          get("/café", says("café")));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/, rest",
    "/x, parameter",
    "/x/, rest",
    "/users, users",
    "/users/, 'users, slash'",
    "/users//, rest",
    "//users, rest",
    "/users/me, me",
    "/users/me?x=/users/you, me",
    "/users/you, user",
    "/users/mee, user",
    "/users/m, user",
    "/users/you/photos, photos",
    "/users/me/photos, photos",
    "/users/me/settings, settings",
    "/users/you/settings, of user",
    "/users/you/, of user",
    "/users/me/, of user",
    "/Users/me, rest",
    "/%75sers/m%65, me",
    "/users%2Fme, parameter",
    "/users/me%2Fphotos, user",
    "/caf%C3%A9, café",
    "/caf%c3%a9, café",
    "http://example.com/users/me, me",
    "https://example.com, rest",
    "http://example.com?q=/users, rest",
  })
  void theMostTellingRouteOfThePathAnswers(String target, String said) throws Exception {
    assertThat(OVERLAPPING.handle(request("GET", target)).headers().first("Said")).isEqualTo(said);
  }

  @Test
  void theOrderOfTheRoutesDoesNotMatter() throws Exception {
    Route[] routes = {
      any("/{rest...}", says("c")), get("/{x}", says("b")), get("/a", says("a")),
    };
    Route[] turned = {routes[2], routes[1], routes[0]};

    for (Router router : new Router[] {Router.of(routes), Router.of(turned)}) {
      assertThat(said(router, "GET", "/a")).isEqualTo("a");
      assertThat(said(router, "GET", "/b")).isEqualTo("b");
      assertThat(said(router, "GET", "/b/c")).isEqualTo("c");
    }
  }

  @Test
  void ofOnePathTheMethodDecides() throws Exception {
    Router router =
        Router.of(
            get("/a", says("get")),
            post("/a", says("post")),
            on(Method.of("PURGE"), "/a", says("purge")),
            any("/b", says("any")),
            delete("/b", says("delete")));

    assertThat(said(router, "GET", "/a")).isEqualTo("get");
    assertThat(said(router, "POST", "/a")).isEqualTo("post");
    assertThat(said(router, "PURGE", "/a")).isEqualTo("purge");
    assertThat(said(router, "DELETE", "/b")).isEqualTo("delete");
    assertThat(said(router, "OPTIONS", "/b")).isEqualTo("any");
    assertThat(said(router, "PURGE", "/b")).isEqualTo("any");
  }

  @Test
  void aMethodThatNoRouteOfThePathTakesIs405WithThoseThatOneDoes() throws Exception {
    Router router =
        Router.of(
            get("/a/{x}", says("get")),
            delete("/a/{y}", says("delete")),
            post("/{rest...}", says("rest")));

    Response refused = router.handle(request("POST", "/a/1"));

    assertThat(refused.status()).isEqualTo(Status.METHOD_NOT_ALLOWED);
    assertThat(refused.headers().first("Allow")).isEqualTo("GET, HEAD, DELETE, OPTIONS");
    assertThat(router.handle(request("BREW", "/a/1")).status()).isEqualTo(Status.NOT_IMPLEMENTED);
  }

  @Test
  void whatNoRouteTakesIs404() throws Exception {
    Router router = Router.of(get("/a/b", says("b")), get("/c/{x}/d", says("d")));

    for (String target : new String[] {"/", "/a", "/a/", "/a/b/", "/a/b/c", "/c//d", "/c/x"}) {
      assertThat(router.handle(request("GET", target)).status()).isEqualTo(Status.NOT_FOUND);
    }
    assertThat(Router.of().handle(request("GET", "/")).status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void headIsAnsweredByTheRouteOfGetUnlessItHasItsOwn() throws Exception {
    Router router =
        Router.of(
            get("/a", says("get")),
            any("/a", says("any")),
            get("/b", says("get")),
            on(Method.HEAD, "/b", says("head")),
            any("/c", says("any")));

    assertThat(said(router, "HEAD", "/a")).isEqualTo("get");
    assertThat(said(router, "HEAD", "/b")).isEqualTo("head");
    assertThat(said(router, "HEAD", "/c")).isEqualTo("any");
  }

  @Test
  void optionsSaysWhatThePathAllowsUnlessARouteTakesIt() throws Exception {
    Router router =
        Router.of(
            get("/a", says("get")), on(Method.OPTIONS, "/b", says("own")), post("/b", says("b")));

    Response answer = router.handle(request("OPTIONS", "/a"));

    assertThat(answer.status()).isEqualTo(Status.NO_CONTENT);
    assertThat(answer.headers().first("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(said(router, "OPTIONS", "/b")).isEqualTo("own");
  }

  @Test
  void aTargetThatIsNoPathIsAnsweredWithTheMethodsOfAllRoutes() throws Exception {
    Router router =
        Router.of(
            get("/a", says("a")),
            post("/b", says("b")),
            on(Method.CONNECT, "/c", says("c")),
            on(Method.OPTIONS, "/c", says("c")));

    Response all = router.handle(request("OPTIONS", "*"));
    Response connect = router.handle(request("CONNECT", "example.com:443"));

    assertThat(all.status()).isEqualTo(Status.NO_CONTENT);
    assertThat(all.headers().first("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    assertThat(connect.status()).isEqualTo(Status.METHOD_NOT_ALLOWED);
    assertThat(connect.headers().first("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/.",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/%2e%2E/b",
        "/a/.%2e",
        "/a/..%2fb",
        "/a/b%2F..",
        "/a/b%5c..",
        "/a/.%5C",
        "http://example.com/../a",
      })
  void aSegmentThatLeadsElsewhereIsRefusedHoweverItIsEncoded(String target) {
    assertThatThrownBy(() -> OVERLAPPING.handle(request("GET", target)))
        .isInstanceOf(BadRequest.class)
        .hasMessage("the path has a segment that is '.' or '..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/...", "/.a", "/a.", "/..a", "/a..", "/%252e%252e", "/x?/../y"})
  void whatOnlyLooksLikeItIsNot(String target) throws Exception {
    assertThat(said(OVERLAPPING, "GET", target)).isEqualTo("parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%ff", "/users/%C3%28", "/users/1/%80"})
  void aSegmentThatIsNotUtf8IsRefused(String target) {
    assertThatThrownBy(() -> OVERLAPPING.handle(request("GET", target)))
        .isInstanceOf(BadRequest.class)
        .hasMessage("the path is not UTF-8, percent-encoded");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "/users/{id}, /users/{user}",
    "/users, /users",
    "/a/{x...}, /a/{rest...}",
    "/{a}/b/{c}, /{x}/b/{y}",
  })
  void routesThatCannotBeToldApartAreRefusedInOneLine(String one, String other) {
    assertThatThrownBy(() -> Router.of(get(one, says("1")), get(other, says("2"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("these routes can't be told apart: GET " + one + " and GET " + other);
  }

  @Test
  void twoForAllMethodsOrAllThatIsBelowCannotBeToldApart() {
    assertThatThrownBy(() -> Router.of(any("/a", says("1")), any("/a", says("2"))))
        .hasMessage("these routes can't be told apart: any /a and any /a");
    assertThatThrownBy(() -> Router.of(mount("/a/", says("1")), mount("/a", says("2"))))
        .hasMessage("these routes can't be told apart: mount /a/ and mount /a");
    assertThatThrownBy(() -> Router.of(mount("/a", says("1")), any("/a/{b...}", says("2"))))
        .hasMessage("these routes can't be told apart: mount /a and any /a/{b...}");
  }

  @Test
  void middlewareIsForOneRouteOrForAGroup() throws Exception {
    Middleware marks = next -> request -> next.handle(request).with("Marked", "yes");
    Handler group = Router.of(get("/b", says("b"))).in(marks);
    Router router =
        Router.of(get("/a", says("a")).in(marks), mount("/group", group), get("/c", says("c")));

    assertThat(router.handle(request("GET", "/a")).headers().first("Marked")).isEqualTo("yes");
    assertThat(router.handle(request("GET", "/group/b")).headers().first("Marked"))
        .isEqualTo("yes");
    assertThat(router.handle(request("GET", "/group/x")).headers().first("Marked"))
        .isEqualTo("yes");
    assertThat(router.handle(request("GET", "/c")).headers().first("Marked")).isNull();
  }

  @Test
  void manyRoutesAtOnePlaceAreAllFound() throws Exception {
    Route[] routes = new Route[1_000];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = get("/place" + i, says("at " + i));
    }
    Router router = Router.of(routes);

    for (int i = 0; i < routes.length; i++) {
      assertThat(said(router, "GET", "/place" + i)).isEqualTo("at " + i);
    }
    assertThat(router.handle(request("GET", "/place1000")).status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void aServerAnswersWhatTheRouterSays() throws Exception {
    Router router = Router.of(get("/hello/{name}", RouterTest::hello), post("/", says("post")));
    World.serve(
        router,
        served -> {
          var client = served.client();
          assertThat(client.get("/hello/J%C3%BCrgen").body())
              .isEqualTo("hello Jürgen".length() + "");
          client.send("HEAD /hello/a HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(client.receiveHead().field("Content-Length")).isEqualTo("1");
          assertThat(client.get("/").field("Allow")).isEqualTo("POST, OPTIONS");
          assertThat(client.get("/a/../b").status()).isEqualTo(400);
          assertThat(client.get("/nowhere").status()).isEqualTo(404);
        });
  }

  private static Response hello(Request request) {
    return Response.ok("" + ("hello " + Parameters.of(request).get("name")).length());
  }

  private static Handler says(String what) {
    return _ -> Response.of(Status.OK).with("Said", what);
  }

  private static String said(Handler router, String method, String target) throws Exception {
    return String.valueOf(router.handle(request(method, target)).headers().first("Said"));
  }

  private static Request request(String method, String target) {
    return Request.of(Method.of(method), target);
  }
}
