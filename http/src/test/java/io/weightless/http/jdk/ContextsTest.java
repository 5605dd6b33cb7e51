package io.weightless.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which context answers what.
final class ContextsTest {
  private static String answer(Live live, String target) throws Exception {
    String all = live.get(target);
    String status = all.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    return status.equals("200") ? Live.bodyOf(all) : status;
  }

  @ParameterizedTest
  @EnumSource
  void theLongestPathThatARequestBeginsWithAnswers(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server -> {
              server.createContext("/apps/", Answers.text("apps"));
              server.createContext("/apps/foo/", Answers.text("foo"));
              server.createContext("/bar", Answers.text("bar"));
            })) {
      assertThat(answer(live, "/apps/foo/bar")).isEqualTo("foo");
      assertThat(answer(live, "/apps/Foo/bar")).isEqualTo("apps");
      assertThat(answer(live, "/apps/foo")).isEqualTo("apps");
      assertThat(answer(live, "/barn?x=1")).isEqualTo("bar");
      assertThat(answer(live, "/apps")).isEqualTo("404");
      assertThat(answer(live, "/")).isEqualTo("404");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDecodedPathCounts(Provider provider) throws Exception {
    try (Live live =
        Live.with(provider, server -> server.createContext("/a b/", Answers.text("found")))) {
      assertThat(answer(live, "/a%20b/c")).isEqualTo("found");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWholeUrlIsAnsweredByItsPath(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider, exchange -> Answers.send(exchange, exchange.getRequestURI().toString()))) {
      assertThat(answer(live, "http://a/x?y=1")).isEqualTo("http://a/x?y=1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContextWithoutAHandlerFails(Provider provider) throws Exception {
    try (Live live = Live.with(provider, server -> server.createContext("/"))) {
      assertThat(answer(live, "/")).isEqualTo("500");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerIsSetOnce(Provider provider) throws Exception {
    try (Live live =
        Live.with(
            provider,
            server -> {
              HttpContext context = server.createContext("/");
              context.setHandler(Answers.text("first"));
              assertThatThrownBy(() -> context.setHandler(Answers.text("second")))
                  .isInstanceOf(IllegalArgumentException.class);
              assertThat(context.getServer()).isSameAs(server);
              assertThat(context.getPath()).isEqualTo("/");
            })) {
      assertThat(answer(live, "/")).isEqualTo("first");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPathHasOneContext(Provider provider) throws Exception {
    try (Live live = Live.with(provider, server -> server.createContext("/a"))) {
      HttpServer server = live.server();
      assertThatThrownBy(() -> server.createContext("/a"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.createContext("a"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.removeContext("/b"))
          .isInstanceOf(IllegalArgumentException.class);
      server.removeContext("/a");
      server.removeContext(server.createContext("/a"));
      assertThatThrownBy(() -> server.removeContext("/a"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContextThatIsRemovedFinishesWhatItHasBegun(Provider provider) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch removed = new CountDownLatch(1);
    try (var threads = Executors.newCachedThreadPool();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  begun.countDown();
                  await(removed);
                  Answers.send(exchange, "finished");
                })) {
      var asked = threads.submit(() -> answer(live, "/"));
      begun.await();
      live.server().removeContext("/");
      removed.countDown();

      assertThat(asked.get()).isEqualTo("finished");
      assertThat(answer(live, "/")).isEqualTo("404");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContextCanBeAddedWhileTheServerRuns(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("root"))) {
      live.server().createContext("/late", Answers.text("late"));

      assertThat(answer(live, "/later")).isEqualTo("late");
      assertThat(answer(live, "/")).isEqualTo("root");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
