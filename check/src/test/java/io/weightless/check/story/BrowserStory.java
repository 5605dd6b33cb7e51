package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.middleware.Cors;
import io.weightless.http.routing.Route;
import io.weightless.http.routing.Router;
import io.weightless.testkit.Needs;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A browser uses an application: from a page of its own, and from another site's. What the server
/// does for this the stories of other clients show on both engines.
@Needs("chromium")
@OneEngine
class BrowserStory {
  private static final Path RESOURCES =
      Program.root().resolve("check/src/test/resources/io/weightless/check/story");
  private static final Pattern ITEM = Pattern.compile("<li>(.*?)</li>", Pattern.DOTALL);

  @TempDir Path profile;

  /// Serves the page, and an image that it waits for until it says that it is done.
  private static Handler page(String file, Handler others) {
    Channel<String> untilDone = Channel.rendezvous();
    return Router.of(
        Route.get("/page", _ -> html(file)),
        Route.get("/inner", _ -> html(file)),
        Route.get(
            "/hold",
            _ -> {
              untilDone.forEach(_ -> {});
              return Response.of(Status.NO_CONTENT);
            }),
        Route.post(
            "/done",
            _ -> {
              untilDone.close();
              return Response.of(Status.NO_CONTENT);
            }),
        Route.mount("/", others));
  }

  private static Response html(String file) throws IOException {
    return Response.html(Status.OK, Files.readString(RESOURCES.resolve(file)));
  }

  /// What stands in the list on the page.
  private List<String> browse(String url) {
    String[] command = {
      "chromium",
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--user-data-dir=" + profile,
      "--dump-dom",
      url
    };
    try (Program browser = Program.start(command)) {
      assertThat(browser.exit()).as(browser.toString()).isZero();
      return ITEM.matcher(browser.out()).results().map(item -> item.group(1)).toList();
    }
  }

  @Test
  void aPageUsesTheApplicationThatItComesFrom() {
    Application application = new Application();
    try (Hosted hosted = Hosted.handler(() -> page("application.html", application.handler()))) {
      assertThat(browse(hosted.url("/page")))
          .containsExactly(
              "json: naïve ☃",
              "cookies: theme=dark of [Cookie[name=session, value=secret],"
                  + " Cookie[name=theme, value=dark]]",
              """
              upload: who[Zoë "Z"]
              files (ü.txt, 5 bytes) text/x 3610a686
              files (large.bin, 2000000 bytes) application/octet-stream ee180f51
              """,
              "form: a+b=c%26d%3D%C3%A9",
              "codings: 300000 of it is what ",
              "events: 1: event 1 after null, 2: event 2 after null, 3: event 3 after 2,"
                  + " 4: event 4 after 2, 5: event 5 after 4, 6: event 6 after 4",
              "abort: AbortError");
      hosted.awaitNoConnection();
      assertThat(application.underWay).hasValue(0);
    }
  }

  @Test
  void aPageOfAnotherSiteMayDoWhatItIsAllowed() {
    try (Hosted pages =
            Hosted.handler(() -> page("foreign.html", _ -> Response.of(Status.NOT_FOUND)));
        Hosted application = Hosted.handler(() -> allowing("http://localhost:" + pages.port()))) {
      String url = "http://localhost:" + pages.port() + "/page?" + application.url("");
      assertThat(browse(url))
          .containsExactly(
              "simple: 200 hello\n shown null",
              "preflight: 200 {} shown null",
              "failure: 404 404 Not Found: there is nothing at this path\n shown null",
              "method: TypeError",
              "field: TypeError",
              "cookies: 200 [] shown null",
              "stranger: TypeError");
    }
  }

  private static Handler allowing(String origin) {
    Handler application = new Application().handler();
    Handler marked =
        request -> application.handle(request).with("X-Shown", "shown").with("X-Hidden", "hidden");
    return marked.in(
        Cors.of(origin)
            .methods(Method.GET, Method.PUT)
            .fields("X-Token", "Content-Type")
            .exposing("X-Shown")
            .credentials());
  }
}
