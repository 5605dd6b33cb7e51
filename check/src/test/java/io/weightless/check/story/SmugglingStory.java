package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody sends requests that hide another one. The server must not find it; its access log tells
/// all that it found.
class SmugglingStory {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @TempDir static Path site;

  private static Served server;

  static List<Attack> attacks() {
    return Smuggling.table();
  }

  @BeforeAll
  static void serve() throws IOException {
    Files.writeString(site.resolve("after.txt"), "after\n");
    Files.createDirectory(site.resolve("folder"));
    server = Served.directory(site, "--demo");
  }

  @AfterAll
  static void theServerFoundNothingAndEndsInGoodOrder() {
    try (Served ending = server) {
      ending.program.terminate();
      assertThat(ending.program.exit()).isZero();
      assertThat(ending.program.out()).doesNotContain("/smuggled/");
      assertThat(ending.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void noHiddenRequestIsFoundAndAGoodOneIsAnsweredNext(Attack attack) throws IOException {
    for (boolean isInOne : new boolean[] {true, false}) {
      server.log.forget();
      String token = "t%06d".formatted(NUMBERS.incrementAndGet());
      try (Client client = Client.to(server.port())) {
        if (isInOne) {
          client.send(attack.bytes(token));
        } else {
          client.sendByteByByte(attack.bytes(token));
        }
        attack.judge(client.answersUntilTheEnd(attack.isHead()), token);
      }
      assertGoodOnesAreAnswered(token);
      assertThat(server.log.containing("/smuggled/" + token)).isEmpty();
    }
  }

  private static void assertGoodOnesAreAnswered(String token) throws IOException {
    try (Client client = Client.to(server.port())) {
      client.send("POST /echo?good HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n" + token);
      assertThat(client.answer().text()).isEqualTo(token);
      client.send("GET /after.txt?good-" + token + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("after\n");
    }
    server.log.await("good-" + token, lines -> !lines.isEmpty());
  }
}
