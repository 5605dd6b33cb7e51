package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The dialogue of the examples: what a page carries goes on in another JVM, and more than once.
class DialogueStory {
  private static final Pattern SNAPSHOT = Pattern.compile("name=trip value=([^>]+)>");
  private static final Pattern NUMBER = Pattern.compile("Trip (\\d{6})");

  private static Program dialogue(String secret) {
    return Program.weightless("run", "examples/Dialogue.java", "127.0.0.1:0", secret);
  }

  private static URI uriOf(Program dialogue) {
    String line = dialogue.awaitLine("dialogue on 127\\.0\\.0\\.1:\\d+");
    return URI.create("http://" + line.substring("dialogue on ".length()) + "/");
  }

  private static String get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri).build(), 200);
  }

  /// What comes when a form is sent.
  private static String post(URI uri, String page, String answer) throws Exception {
    return send(form(uri, found(SNAPSHOT, page), answer), 200);
  }

  private static HttpRequest form(URI uri, String snapshot, String answer) {
    String form = "answer=" + URLEncoder.encode(answer, UTF_8) + "&trip=" + snapshot;
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(form)).build();
  }

  private static String send(HttpRequest request, int status)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      return response.body();
    }
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  @Test
  void twoWindowsGoOnFromOnePageInAnotherJvm() throws Exception {
    String begin;
    String page;
    try (Program first = dialogue("sesame")) {
      URI uri = uriOf(first);
      begin = get(uri);
      page = post(uri, begin, "Graz");
    }
    String number = found(NUMBER, begin);
    assertThat(page).contains("It begins in Graz. Where does it end?");

    try (Program second = dialogue("sesame")) {
      URI uri = uriOf(second);
      String one = post(uri, page, "Oslo");
      String two = post(uri, page, "Rome & <Bari>");
      assertThat(two).contains("How many seats from Graz to Rome &amp; &lt;Bari>?");
      assertThat(post(uri, two, "10")).contains("10 is not between 1 and 9. How many seats");
      assertThat(post(uri, one, "2")).contains("Trip " + number + ": 2 seats from Graz to Oslo.");
      assertThat(post(uri, two, "3"))
          .contains("Trip " + number + ": 3 seats from Graz to Rome &amp; &lt;Bari>.");

      String back = post(uri, begin, "Linz");
      assertThat(post(uri, post(uri, back, "Bonn"), "1"))
          .contains("Trip " + number + ": 1 seats from Linz to Bonn.");
      assertThat(found(NUMBER, get(uri))).isNotEqualTo(number);
    }
  }

  @Test
  void anAnswerThatIsMalformedOrTooLongIsRefused() throws Exception {
    try (Program dialogue = dialogue("sesame")) {
      URI uri = uriOf(dialogue);
      String own = found(SNAPSHOT, get(uri));
      HttpRequest malformed =
          HttpRequest.newBuilder(uri)
              .POST(HttpRequest.BodyPublishers.ofString("answer=%zz&trip=" + own))
              .build();

      assertThat(send(malformed, 400)).contains("this form is malformed");
      assertThat(send(form(uri, own, "x".repeat(40_000)), 413)).contains("has become too long");
    }
  }

  @Test
  void aPageThatIsNotFromHereIsRefused() throws Exception {
    try (Program dialogue = dialogue("sesame")) {
      URI uri = uriOf(dialogue);
      String own = found(SNAPSHOT, get(uri));
      String content = own.substring(0, own.indexOf('.'));
      String changed = content.substring(0, 40) + "AAAA" + own.substring(44);

      for (String other : new String[] {"", "?!", content, content + ".", changed}) {
        assertThat(send(form(uri, other, "Graz"), 400)).contains("not from here");
      }
      assertThat(post(uri, "name=trip value=" + own + ">", "Graz")).contains("begins in Graz");
    }
  }
}
