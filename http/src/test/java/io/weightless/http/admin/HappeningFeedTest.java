package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.event.ServerEvent;
import io.weightless.http.kit.World;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// On virtual time, of the reactor that tells.
final class HappeningFeedTest {
  private static final Pattern BEGIN =
      Pattern.compile("\\{\"lost\":(\\d+),\"happenings\":\\[\\{\"number\":(\\d+),.*");
  private static final int KEPT = 4_096;

  @Test
  void whatHappensFasterThanItIsKeptIsCountedAsLost() throws Exception {
    tell(events -> {
      for (int i = 0; i < KEPT + 1_000; i++) {
        Task.yield();
      }
      Matcher begin = BEGIN.matcher(events.receive().data());

      assertThat(begin.matches()).isTrue();
      int lost = Integer.parseInt(begin.group(1));
      assertThat(lost).isBetween(1_000, 1_100);
      assertThat(Integer.parseInt(begin.group(2))).isGreaterThan(lost);
    });
  }

  @Test
  void thereAreTenBatchesASecondAtMost() throws Exception {
    tell(events -> {
      long began = Reactor.current().clock().nanos();
      for (int i = 0; i < 20; i++) {
        assertThat(events.receive().type()).isEqualTo("happenings");
      }

      assertThat(Reactor.current().clock().nanos() - began)
          .isGreaterThanOrEqualTo(Duration.ofMillis(1_900).toNanos());
    });
  }

  private interface Scene {
    void run(Channel<ServerEvent> events);
  }

  private static void tell(Scene scene) throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          Watched watched = new Watched();
          watched.add("self", Reactor.current());
          Channel<ServerEvent> events = Channel.rendezvous();
          HappeningFeed feed = new HappeningFeed(new Subjects(watched), "self");
          Task<?> telling = scope.start("feed", () -> feed.tell(events));
          World.settle();
          scene.run(events);
          telling.cancel("enough");
        }));
  }
}
