package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same attacks as in [SmugglingStory], through a real nginx that passes them on as far as it
/// will. Whether they are requests is then nginx's to say; that the server sees those that nginx
/// has sent, and no others, is what both logs together tell.
@FastEngine
@Needs("nginx")
class BehindNginxStory {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Pattern SERVED = Pattern.compile(".*] \"(.*) HTTP/1\\.[01]\" (\\d{3}) .*");
  private static final Pattern PASSED =
      Pattern.compile("(\\d+) (\\d{3}) (.*)/([-\\d, :]+) \"(.*)\"");

  @TempDir static Path site;
  @TempDir static Path work;

  private static Served server;
  private static Proxy proxy;

  /// Without HTTP/0.9, which nginx still speaks: its responses have no head.
  static List<Attack> attacks() {
    return Smuggling.table().stream()
        .filter(attack -> !attack.request().startsWith("GET /a\r\n"))
        .toList();
  }

  @BeforeAll
  static void serve() throws IOException {
    Files.writeString(site.resolve("after.txt"), "after\n");
    Files.createDirectory(site.resolve("folder"));
    server = Served.byLauncher(site, "--demo");
    proxy = Proxy.inFrontOf(server.port(), work);
  }

  @AfterAll
  static void bothEnd() {
    try (Served endingLast = server;
        Proxy endingFirst = proxy) {
      assertThat(endingFirst).isNotNull();
      assertThat(endingLast.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theServerSeesWhatNginxSentWhenItWaitsForTheBody(Attack attack) throws IOException {
    tryOut(attack, proxy.wholePort);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theServerSeesWhatNginxSentWhenItPassesTheBodyOn(Attack attack) throws IOException {
    tryOut(attack, proxy.partsPort);
  }

  private static void tryOut(Attack attack, int port) throws IOException {
    String token = "t%06d".formatted(NUMBERS.incrementAndGet());
    String client;
    List<Integer> statuses;
    server.log.forget();
    proxy.log.forget();
    try (Client attacker = Client.to(port)) {
      client = attacker.socket().getLocalPort() + " ";
      attacker.send(attack.bytes(token));
      attacker.endOutput();
      statuses = attacker.answersUntilTheEnd(attack.isHead()).stream().map(Answer::status).toList();
    }
    assertGoodOnesAreAnswered(token, port);
    assertTheSameIsLogged(client, statuses, token);
  }

  /// On a new connection to nginx, and the ones from nginx that the attacker has used.
  private static void assertGoodOnesAreAnswered(String token, int port) throws IOException {
    try (Client client = Client.to(port)) {
      for (String body : List.of(token + "-1", token + "-2")) {
        client.send("POST /echo?good HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n" + body);
        assertThat(client.answer().text()).isEqualTo(body);
      }
      client.send("GET /after.txt?good-" + token + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("after\n");
    }
    server.log.await("good-" + token, lines -> !lines.isEmpty());
  }

  /// The client got what nginx says it did; the server saw nothing that nginx does not know of; and
  /// what nginx took for the server's response to a request was that.
  private static void assertTheSameIsLogged(String client, List<Integer> statuses, String token) {
    List<String> passed = passed(client, statuses.size());
    List<String> served =
        server.log.containing(token).stream().filter(line -> !line.contains("good-")).toList();

    assertThat(passed.stream().map(line -> group(PASSED, line, 2)).map(Integer::valueOf))
        .as("%s", passed)
        .containsExactlyElementsOf(statuses);
    assertThat(served.stream().map(line -> group(SERVED, line, 1)))
        .isSubsetOf(passed.stream().map(line -> group(PASSED, line, 5)).toList());
    assertThat(
            passed.stream()
                .filter(line -> line.contains(token) && !group(PASSED, line, 3).equals("-"))
                .map(line -> group(PASSED, line, 5) + " " + group(PASSED, line, 4)))
        .as("%s", passed)
        .isSubsetOf(
            served.stream()
                .map(line -> group(SERVED, line, 1) + " " + group(SERVED, line, 2))
                .toList());
  }

  /// nginx's log of this client, when it has as many lines at least.
  private static List<String> passed(String client, int count) {
    return proxy
        .log
        .await(client, lines -> lines.stream().filter(l -> l.startsWith(client)).count() >= count)
        .stream()
        .filter(line -> line.startsWith(client))
        .toList();
  }

  private static String group(Pattern pattern, String line, int group) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher.group(group);
  }
}
