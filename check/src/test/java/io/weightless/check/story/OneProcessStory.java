package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.client.HttpClient;
import io.weightless.reactor.Reactor;
import io.weightless.testkit.Needs;
import io.weightless.testkit.OneEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example with somebody else's application, a chat and a page, as a user starts it and two
/// tabs of a browser use it.
@Needs("chromium")
@OneEngine
final class OneProcessStory {
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir Path profile;

  @Test
  void twoTabsChatAndSignAGuestBookOnOnePort() throws Exception {
    String[] run = {
      "run", "--class-path", jersey(), "examples/OneProcess.java", "127.0.0.1:0", "examples/site"
    };
    try (Program example = Program.weightless(run);
        Program browser = Program.start(chromium());
        Reactor reactor = Reactor.open()) {
      String page = example.awaitLine("open http://.*").split(" ", -1)[1];
      String tools = browser.awaitLine("DevTools listening on ws://.*").split("/", -1)[2];
      reactor.run(() -> chat(page, "http://" + tools));
    }
  }

  private static void chat(String page, String tools) throws IOException {
    try (HttpClient client = HttpClient.open();
        Tab ann = Tab.open(client, tools, page);
        Tab bob = Tab.open(client, tools, page)) {
      for (Tab tab : new Tab[] {ann, bob}) {
        tab.await("document.getElementById('state')?.textContent == 'connected'");
      }
      say(ann, "hello, Bob");
      for (Tab tab : new Tab[] {ann, bob}) {
        tab.await("document.querySelectorAll('#chat li').length == 1");
      }
      say(bob, "hello, Ann");
      for (Tab tab : new Tab[] {ann, bob}) {
        tab.await("document.querySelectorAll('#chat li').length == 2");
        assertThat(tab.run("document.getElementById('chat').innerText"))
            .isEqualTo("hello, Bob\\nhello, Ann");
      }
      ann.run("by('line').value = 'Ann was here'; by('sign').requestSubmit(); 'signed'");
      ann.await("document.querySelectorAll('#book li').length == 1");
      assertThat(bob.run("fetch('api/entries').then(answer => answer.text())"))
          .isEqualTo("Ann was here");
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve("one-process.png"), ann.picture());
    }
  }

  private static void say(Tab tab, String text) throws IOException {
    tab.run("by('text').value = '" + text + "'; by('say').requestSubmit(); 'said'");
  }

  private String[] chromium() {
    return new String[] {
      "chromium",
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--remote-debugging-port=0",
      "--user-data-dir=" + profile,
      "about:blank"
    };
  }

  /// The jars that a user gets from Maven; the example must find nothing else here.
  private static String jersey() {
    String[] all = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Arrays.stream(all)
        .filter(entry -> entry.endsWith(".jar") && !entry.contains("weightless"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
