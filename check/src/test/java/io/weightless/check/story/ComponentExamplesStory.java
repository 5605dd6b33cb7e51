package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The components of the examples: a song, and a load of a web server.
class ComponentExamplesStory {
  private static final String SONG = "examples/MeowMix.java";
  private static final String LYRICS =
      "I want chicken I want liver Meow Mix Meow Mix Please Deliver.\n";
  private static final String LOAD = "examples/LoadGraph.java";

  private final Set<Integer> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  /// Every fourth request is for something that is not there.
  private Response answer(int port) {
    clients.add(port);
    return requests.incrementAndGet() % 4 == 0
        ? Response.of(Status.NOT_FOUND)
        : Response.ok("here");
  }

  @Test
  void theSongHasAsManyLinesAsAreWantedAndEnds() {
    try (Program song = Program.weightless("run", SONG, "3")) {
      assertThat(song.exit()).as(song.toString()).isZero();
      assertThat(song.out()).isEqualTo(LYRICS.repeat(3));
      assertThat(song.err()).isEmpty();
    }
  }

  @Test
  void theSongWithoutAnEndIsEndedByCtrlC() {
    try (Program song = Program.weightless("run", SONG)) {
      song.awaitLine("I want chicken.*");
      song.signal("INT");
      assertThat(song.exit()).isZero();
      assertThat(song.out().replace(LYRICS, "")).as("behind whole lines").isEmpty();
    }
  }

  @Test
  void asManyClientsAsAreWantedShareTheRequests() {
    Handler handler = request -> answer(request.remote().port());
    try (Hosted hosted = Hosted.handler(() -> handler);
        Program load = load(hosted, "20", "1000")) {
      assertThat(load.exit()).as(load.toString()).isZero();
      assertThat(load.out().lines())
          .hasSize(3)
          .startsWith("750 200 OK", "250 404 Not Found")
          .last()
          .asString()
          .matches(
              "\\d+ requests per second;"
                  + " ms: min [\\d.]+, median [\\d.]+, p99 [\\d.]+, max [\\d.]+");
    }
    assertThat(clients).hasSize(20);
    assertThat(requests).hasValue(1_000);
  }

  private static Program load(Hosted hosted, String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "run";
    words[1] = LOAD;
    words[2] = hosted.url("/");
    System.arraycopy(options, 0, words, 3, options.length);
    return Program.weightless(words);
  }

  @Test
  void whatWasBegunAtCtrlCIsFinishedAndCounted() {
    CompletableFuture<Boolean> allAsk = new CompletableFuture<>();
    CompletableFuture<Boolean> mayAnswer = new CompletableFuture<>();
    Handler handler =
        _ -> {
          if (requests.incrementAndGet() == 5) {
            allAsk.complete(true);
          }
          Task.await(mayAnswer);
          return Response.ok("late");
        };
    try (Hosted hosted = Hosted.handler(() -> handler);
        Program load = load(hosted, "5")) {
      assertThat(allAsk.join()).isTrue();
      load.signal("INT");
      mayAnswer.complete(true);

      assertThat(load.exit()).as(load.toString()).isZero();
      assertThat(load.out().lines()).hasSize(2).startsWith(requests.get() + " 200 OK");
      hosted.awaitNoConnection();
    }
  }

  @Test
  void whereNobodyAnswersAllClientsGiveUp() throws IOException {
    String url = "http://127.0.0.1:" + freePort() + "/";
    try (Program load = Program.weightless("run", LOAD, url, "3")) {
      assertThat(load.exit()).isEqualTo(1);
      assertThat(load.out()).matches("3 gave up: .*Connection refused\n");
      assertThat(load.err()).isEqualTo("LoadGraph: there was no answer\n");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aMistakeIsToldInOneLine() {
    for (String[] words :
        new String[][] {
          {"run", LOAD},
          {"run", LOAD, "ftp://127.0.0.1/"},
          {"run", LOAD, "http://127.0.0.1/", "0"},
          {"run", LOAD, "http://127.0.0.1/", "1", "--many"},
          {"run", LOAD, "http://127.0.0.1/", "1", "2", "3"},
          {"run", SONG, "many"}
        }) {
      try (Program mistaken = Program.weightless(words)) {
        assertThat(mistaken.exit()).as(mistaken.toString()).isEqualTo(2);
        assertThat(mistaken.err().lines()).singleElement().asString().startsWith("usage: ");
      }
    }
  }
}
