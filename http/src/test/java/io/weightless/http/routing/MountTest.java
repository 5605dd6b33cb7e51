package io.weightless.http.routing;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.StaticFiles;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MountTest {
  private static final Handler SEEN =
      request ->
          Response.ok("")
              .with("Prefix", "'" + request.prefix() + "'")
              .with("Seen", request.target());

  private static final Router NESTED =
      Router.of(
          mount("/api", SEEN),
          mount("/docs/", SEEN),
          mount("/tenants/{tenant}", Router.of(mount("/in ner", SEEN), get("/{x}", SEEN))),
          get("/api/own", _ -> Response.ok("").with("Seen", "own")),
          get("/api", _ -> Response.ok("").with("Seen", "the place itself")));

  @ParameterizedTest(name = "{0}: {2} below {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/api/, '/api', /",
        "/api/users/7?all=1, '/api', /users/7?all=1",
        "/api/a%2Fb/c, '/api', /a%2Fb/c",
        "/api//host, '/api', //host",
        "/%61pi/x, '/%61pi', /x",
        "/docs/, '/docs', /",
        "/docs/a/b, '/docs', /a/b",
        "/tenants/acme/in%20ner/x?y, '/tenants/acme/in%20ner', /x?y",
        "/tenants/acme/in%20ner, '/tenants/acme/in%20ner', /",
        "/tenants/acme/in%20ner?q, '/tenants/acme/in%20ner', /?q",
        "/tenants/acme/x, '/tenants/acme', /x",
        "http://h:80/api/x?y, '/api', http://h:80/x?y",
      })
  void theMountedHandlerSeesWhatIsBehindItsPrefix(String target, String prefix, String seen)
      throws Exception {
    Response response = NESTED.handle(Request.of(Method.GET, target));

    assertThat(response.headers().first("Prefix")).isEqualTo(prefix);
    assertThat(response.headers().first("Seen")).isEqualTo(seen);
  }

  @Test
  void aMoreTellingRouteGoesBeforeWhatIsMounted() throws Exception {
    assertThat(seen("GET", "/api/own")).isEqualTo("own");
    assertThat(seen("GET", "/api")).isEqualTo("the place itself");
    assertThat(seen("POST", "/api")).isEqualTo("/");
    assertThat(seen("GET", "/api/own/x")).isEqualTo("/own/x");
  }

  @Test
  void aPrefixThatOnlyBeginsTheSegmentIsNone() throws Exception {
    assertThat(NESTED.handle(Request.of(Method.GET, "/apis")).status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void whoeverAsksForADirectoryWithoutItsSlashIsSentOn() throws Exception {
    Response response = NESTED.handle(Request.of(Method.POST, "/docs?a=b"));

    assertThat(response.status()).isEqualTo(Status.PERMANENT_REDIRECT);
    assertThat(response.headers().first("Location")).isEqualTo("/docs/?a=b");

    Router around = Router.of(mount("/site", NESTED));
    assertThat(around.handle(Request.of(Method.GET, "/site/docs")).headers().first("Location"))
        .isEqualTo("/site/docs/");
  }

  @Test
  void theRootTakesWhatNothingElseDoes() throws Exception {
    Router router = Router.of(get("/a", _ -> Response.ok("a")), mount("/", SEEN));

    for (String target : new String[] {"/", "/b/c?d", "/a/", "//b"}) {
      Response response = router.handle(Request.of(Method.GET, target));
      assertThat(response.headers().first("Prefix")).isEqualTo("''");
      assertThat(response.headers().first("Seen")).isEqualTo(target);
    }
  }

  @Test
  void aPrefixHasNoRest() {
    assertThatThrownBy(() -> mount("/a/{rest...}", SEEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("what is mounted sees the rest itself, so a prefix has none: /a/{rest...}");
  }

  @Test
  void filesCanBeMountedAnywhere(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/a.txt"), "content");
    World.run(() -> {
      Router inner = Router.of(mount("/files/", StaticFiles.below(folder)));
      Router router = Router.of(mount("/{tenant}", inner));

      Response directory = router.handle(Request.of(Method.GET, "/acme/files/sub?x"));
      Response file = router.handle(Request.of(Method.HEAD, "/acme/files/sub/a.txt"));
      Response none = router.handle(Request.of(Method.GET, "/acme/files/b.txt"));

      assertThat(directory.headers().first("Location")).isEqualTo("/acme/files/sub/?x");
      assertThat(file.status()).isEqualTo(Status.OK);
      assertThat(none.status()).isEqualTo(Status.NOT_FOUND);
      ((Body.FileRegion) file.body()).file().close();
    });
  }

  private static String seen(String method, String target) throws Exception {
    return String.valueOf(
        NESTED.handle(Request.of(Method.of(method), target)).headers().first("Seen"));
  }
}
