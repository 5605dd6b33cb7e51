package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.admin.Browser.Events;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Reactors that run, seen over real sockets.
final class LiveAdminTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final Watched watched = new Watched();
  @AutoClose private final Loop one = new Loop();
  @AutoClose private final Loop other = new Loop();
  @AutoClose private final Admin admin = Admin.open(AdminTest.HERE, watched);
  @AutoClose private final Browser browser = new Browser(admin);

  LiveAdminTest() throws IOException {}

  @Test
  void whereNothingIsWatchedThereIsNothing() throws Exception {
    HttpResponse<String> response = browser.get("/snapshot");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"reactors\":[]}");
  }

  @Test
  void aSnapshotHasTheTasksOfEachReactor() throws Exception {
    watched.add("other", other.reactor());
    watched.add("one", one.reactor());
    one.start("sleeper", () -> Task.sleep(LONG));

    assertThat(browser.bodyWith("/snapshot", "sleeper", "\"name\":\"other\",\"snapshot\":{"))
        .startsWith("{\"reactors\":[{\"name\":\"one\",\"snapshot\":{\"atNanos\":")
        .contains("\"name\":\"sleeper\",\"kind\":\"TASK\",\"state\":\"WAITING\"", "\"PT24H\"")
        .contains(",\"silent\":null,\"stack\":[]},{\"name\":\"other\",\"snapshot\":{");
  }

  @Test
  void tenThousandTasksAreShown() throws Exception {
    watched.add("one", one.reactor());
    CountDownLatch begun = new CountDownLatch(10_000);
    one.start(
        "many",
        () ->
            Scope.join(scope ->
                IntStream.range(0, 10_000).forEach(i -> scope.start("t" + i, () -> sleep(begun)))));
    begun.await();

    String answer = browser.bodyWith("/snapshot", "\"snapshot\":{");

    assertThat(Pattern.compile("\"name\":\"t\\d+\"").matcher(answer).results()).hasSize(10_000);
    assertThat(answer).contains("\"name\":\"t0\"", "\"name\":\"t9999\"");
  }

  private static void sleep(CountDownLatch begun) {
    begun.countDown();
    Task.sleep(LONG);
  }

  @Test
  void aLoopThatHangsIsToldWithWhoHoldsItAndWhere() throws Exception {
    watched.add("one", one.reactor());
    watched.add("other", other.reactor());
    CountDownLatch enough = one.hang("hog");

    String answer = browser.bodyWith("/snapshot", "\"name\":\"other\",\"snapshot\":{");
    HttpResponse<String> why = browser.get("/why?reactor=one&task=1");
    String metrics = browser.bodyWith("/metrics", "weightless_up{reactor=\"other\"} 1\n");
    enough.countDown();

    assertThat(answer)
        .containsPattern(
            "\"name\":\"one\",\"snapshot\":null,"
                + "\"silent\":\"task 'hog' (holds it since \\d+\\.\\d s|has its turn.*)\"")
        .contains("\"" + Loop.class.getName() + ".spin(Loop.java:");
    assertThat(why.statusCode()).isEqualTo(503);
    assertThat(why.body()).contains("task 'hog' h");
    assertThat(metrics)
        .contains("weightless_up{reactor=\"one\"} 0\n")
        .doesNotContain("weightless_turns_total{reactor=\"one\"}");
    browser.bodyWith("/snapshot", "\"name\":\"one\",\"snapshot\":{");
  }

  @Test
  void whyATaskWaitsIsAChainWithStacks() throws Exception {
    watched.add("one", one.reactor());
    one.start("waiter", () -> new Event().await());
    long id = id("waiter", browser.bodyWith("/snapshot", "waiter"));

    assertThat(browser.body("/why?reactor=one&task=" + id))
        .startsWith("{\"chain\":[{\"task\":" + id + ",\"name\":\"waiter\",\"state\":\"WAITING\"")
        .contains("\"stack\":[\"", "\"io.weightless.sync.Event.await(", getClass().getName())
        .contains("\"conclusion\":\"");
  }

  private static long id(String task, String snapshot) {
    Matcher found =
        Pattern.compile("\"id\":(\\d+),[^{}]*?\"name\":\"" + task + "\"").matcher(snapshot);
    assertThat(found.find()).as(snapshot).isTrue();
    return Long.parseLong(found.group(1));
  }

  @Test
  void aQuestionThatCanNotBeAnsweredIsRefused() throws Exception {
    watched.add("one", one.reactor());

    assertRefused(404, "no reactor is called 'two'", "/why?reactor=two&task=1");
    assertRefused(404, "no task has the id 1", "/why?reactor=one&task=1");
    assertRefused(400, "task is a number, 0 or more", "/why?reactor=one&task=x");
    assertRefused(400, "task is a number, 0 or more", "/why?reactor=one");
    assertRefused(400, "say which: ?reactor=NAME", "/why?task=1");
    assertRefused(400, "every is a number, 1 or more", "/feed?every=0");
    assertRefused(400, "every is a number, 1 or more", "/feed?every=3601");
    assertRefused(404, "no reactor is called 'two'", "/happenings?reactor=two");
    assertRefused(404, "there is nothing at this path", "/threads");
  }

  private void assertRefused(int status, String message, String target) throws Exception {
    HttpResponse<String> response = browser.get(target);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(message);
  }

  @Test
  void aFeedTellsAllAndThenWhatChanges() throws Exception {
    watched.add("one", one.reactor());
    try (Events events = browser.events("/feed")) {
      assertThat(events.next("snapshot")).contains("\"name\":\"one\",\"snapshot\":{");
      one.start("newcomer", () -> Task.sleep(LONG));

      assertThat(events.next("difference"))
          .startsWith("{\"reactors\":[{\"name\":\"one\",\"difference\":{\"nanos\":")
          .containsPattern("\"begun\":\\[\\{[^]]*\"name\":\"newcomer\"");
    }
  }

  @Test
  void aFeedTellsAllAgainWhenAReactorWasStartedAnew() throws Exception {
    Watched.Entry first = watched.add("one", one.reactor());
    try (Events events = browser.events("/feed")) {
      events.next("snapshot");
      first.close();
      other.start("of the second life", () -> Task.sleep(LONG));
      watched.add("one", other.reactor());

      assertThat(events.next("snapshot"))
          .contains("\"name\":\"one\",\"snapshot\":{", "of the second life");
    }
  }

  @Test
  void aFeedGoesOnWhileALoopHangs() throws Exception {
    watched.add("one", one.reactor());
    try (Events events = browser.events("/feed")) {
      events.next("snapshot");
      CountDownLatch enough = one.hang("hog");
      String unknown = "{\"reactors\":[{\"name\":\"one\",\"difference\":null}]}";
      assertThat(events.next("difference")).isEqualTo(unknown);
      enough.countDown();

      String told = events.next("difference");
      while (told.equals(unknown)) { // asked before it went on
        told = events.next("difference");
      }
      assertThat(told).contains("\"difference\":{\"nanos\":");
    }
  }

  @Test
  void happeningsAreToldWithoutThoseOfTheQuestion() throws Exception {
    watched.add("one", one.reactor());
    try (Events events = browser.events("/happenings?reactor=one")) {
      one.start("producer", LiveAdminTest::produce);

      String told = events.next("happenings");
      while (!told.contains("\"who\":\"consumer\"")) {
        told = events.next("happenings");
      }
      assertThat(told)
          .startsWith("{\"lost\":0,\"happenings\":[{\"number\":")
          .doesNotContain(Asking.class.getSimpleName());
    }
  }

  @Test
  void happeningsGoOnWithTheReactorThatHasTheNameNext() throws Exception {
    Watched.Entry first = watched.add("one", one.reactor());
    one.start("first", LiveAdminTest::produce);
    try (Events events = browser.events("/happenings?reactor=one")) {
      events.next("happenings");
      first.close();
      watched.add("one", other.reactor());
      other.start("second", LiveAdminTest::produce);

      String told = events.next("happenings");
      while (!told.contains("\"who\":\"second\"")) {
        told = events.next("happenings");
      }
      assertThat(told).startsWith("{\"lost\":0,").doesNotContain("\"who\":\"first\"");
    }
  }

  private static void produce() {
    Channel<Integer> channel = Channel.rendezvous();
    Scope.join(scope -> {
      scope.start("consumer", () -> channel.forEach(_ -> {}));
      for (int i = 0; ; i++) {
        channel.send(i);
        Task.sleep(Duration.ofMillis(5));
      }
    });
  }

  @Test
  void manyWhoAskAtTheSameTimeAreAnswered() throws Exception {
    watched.add("one", one.reactor());
    watched.add("other", other.reactor());
    List<Thread> readers = new ArrayList<>();
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 40; i++) {
      readers.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  answers.add(browser.body("/snapshot"));
                } catch (Exception e) {
                  answers.add(e.toString());
                }
              }));
    }
    for (Thread reader : readers) {
      reader.join();
    }

    assertThat(answers)
        .hasSize(40)
        .allMatch(answer -> answer.matches("\\{\"reactors\":\\[.*\"one\".*\"other\".*]}"));
  }

  @Test
  void sixteenFeedsAreOpenAtOnceAndNoMore() throws Exception {
    watched.add("one", one.reactor());
    List<Events> feeds = new ArrayList<>();
    for (int i = 0; i < Feeds.MOST; i++) {
      feeds.add(browser.events(i % 2 == 0 ? "/feed?every=3600" : "/happenings?reactor=one"));
    }

    HttpResponse<String> refused = browser.get("/feed");

    assertThat(feeds).allMatch(feed -> feed.status == 200);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("there are 16 feeds already, the limit");
    assertThat(browser.get("/snapshot").statusCode()).isEqualTo(200);
    for (Events feed : feeds) {
      feed.close();
    }
  }
}
