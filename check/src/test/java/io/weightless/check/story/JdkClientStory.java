package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.routing.Route;
import io.weightless.http.routing.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The JDK's client against an application. Unless it is told not to, it asks with each request for
/// another version of HTTP (`Upgrade: h2c`), which the server leaves unheard.
class JdkClientStory {
  private final Application application = new Application();
  private Hosted hosted;

  @BeforeEach
  void serve() {
    hosted =
        Hosted.handler(() ->
            Router.of(
                Route.get("/raw/upgrade", r -> Response.ok("" + r.headers().first("Upgrade"))),
                Route.get("/raw/port", request -> Response.ok("" + request.remote().port())),
                Route.any("/raw/moved", _ -> moved()),
                Route.mount("/", application.handler())));
  }

  @AfterEach
  void end() {
    hosted.awaitNoConnection();
    hosted.close();
    assertThat(application.underWay).hasValue(0);
  }

  private static Response moved() {
    return Response.of(Status.TEMPORARY_REDIRECT).with("Location", "/json");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(hosted.url(path)));
  }

  private String get(HttpClient client, String path) throws Exception {
    HttpResponse<String> response = client.send(to(path).build(), BodyHandlers.ofString());
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    return response.body();
  }

  @Test
  void whoAsksForAnotherVersionIsServedInThisOneAndStays() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, "/raw/upgrade")).isEqualTo("h2c");
      String port = get(client, "/raw/port");
      for (int i = 0; i < 10; i++) {
        HttpRequest put = to("/json").PUT(BodyPublishers.ofString("[" + i + "]")).build();
        assertThat(client.send(put, BodyHandlers.ofString()).body()).isEqualTo("[" + i + "]");
        assertThat(get(client, "/text/20000?streamed")).isEqualTo(Application.words(20_000));
      }
      assertThat(get(client, "/raw/port")).isEqualTo(port);
    }
  }

  @Test
  void bodiesOfAllKindsArriveAlsoWhenTheServerIsAskedFirst() throws Exception {
    String text = Application.words(1_000_000);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (BodyPublisher body :
          List.of(
              BodyPublishers.ofString(text),
              BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(UTF_8))),
              BodyPublishers.fromPublisher(BodyPublishers.ofString(text), text.length()))) {
        for (boolean asksFirst : new boolean[] {false, true}) {
          HttpRequest post = to("/swallow").expectContinue(asksFirst).POST(body).build();
          assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("1000000 bytes");
        }
      }
    }
  }

  @Test
  void manyAtOnceAreServed() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answers =
          IntStream.range(0, 100)
              .mapToObj(i -> client.sendAsync(to("/text/" + i).build(), BodyHandlers.ofString()))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().body()).isEqualTo(Application.words(i));
      }
    }
  }

  @Test
  void redirectsAndCookiesAreFollowed() throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager())
            .build()) {
      HttpRequest put = to("/raw/moved").PUT(BodyPublishers.ofString("{}")).build();
      assertThat(client.send(put, BodyHandlers.ofString()).body()).isEqualTo("{}");
      assertThat(get(client, "/cookies/set")).isEqualTo("set");
      assertThat(get(client, "/cookies"))
          .contains("Cookie[name=session, value=secret]", "Cookie[name=theme, value=dark]")
          .doesNotContain("gone", "elsewhere");
    }
  }

  @Test
  void compressedBodiesAreWhatItsStreamsUnderstand() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ask = to("/text/300000").header("Accept-Encoding", "gzip").build();
      HttpResponse<InputStream> response = client.send(ask, BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
      try (InputStream plain = new GZIPInputStream(response.body())) {
        assertThat(plain.readAllBytes()).asString().isEqualTo(Application.words(300_000));
      }
    }
  }

  @Test
  void eventsAreLinesAsTheyCome() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      try (Stream<String> lines = client.send(to("/news").build(), BodyHandlers.ofLines()).body()) {
        Iterator<String> news = lines.filter(line -> line.startsWith("data:")).iterator();
        for (String event : List.of("one", "two")) {
          HttpRequest tell = to("/news").POST(BodyPublishers.ofString(event)).build();
          client.send(tell, BodyHandlers.discarding());
          assertThat(news.next()).isEqualTo("data: " + event);
        }
      }
      leaveTheNews(client);
    }
  }

  /// That a listener has left is seen when it is told something.
  private void leaveTheNews(HttpClient client) throws Exception {
    while (hosted.connections() > 1) {
      HttpRequest tell = to("/news").POST(BodyPublishers.ofString("again")).build();
      client.send(tell, BodyHandlers.discarding());
    }
  }

  @Test
  void whoLeavesInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> endless =
          client.send(to("/endless").build(), BodyHandlers.ofInputStream());
      try (InputStream body = endless.body()) {
        assertThat(body.readNBytes(500_000)).hasSize(500_000);
      }
      HttpRequest broken = to("/swallow").POST(BodyPublishers.ofInputStream(Broken::new)).build();
      assertThatThrownBy(() -> client.send(broken, BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
      assertThat(get(client, "/hello")).isEqualTo("hello\n");
    }
  }

  /// Some bytes, and then a failure.
  private static final class Broken extends InputStream {
    private int left = 100_000;

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1) - 1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("there is no more");
      }
      int count = Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
