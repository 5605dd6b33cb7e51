package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.event.ServerEvent;
import io.weightless.http.kit.World;
import io.weightless.inspect.Snapshot;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// On virtual time, of the reactor that tells.
final class ChangeFeedTest {
  private final Watched watched = new Watched();

  @Test
  void aReactorIsWatchedUntilTenSecondsAfterTheLastOneHasLeft() throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          watched.add("self", Reactor.current());
          ChangeFeed feed = new ChangeFeed(new Subjects(watched), Duration.ofHours(1));
          Channel<ServerEvent> events = Channel.rendezvous();
          Task<?> telling = scope.start("feed", () -> feed.tell(events));
          assertThat(events.receive().type()).isEqualTo("snapshot");
          assertThat(events.receive().type()).isEqualTo("difference");
          Task.sleep(Duration.ofMinutes(30));
          assertThat(Snapshot.take().loop().watched()).isTrue();

          telling.cancel("its client has left");
          Task.sleep(Duration.ofSeconds(21));
          assertThat(Snapshot.take().loop().watched()).isFalse();
        }));
  }

  @Test
  void oneThatIsShownNoMoreIsWatchedNoMore() throws Exception {
    World.run(() ->
        Scope.join(scope -> {
          Watched.Entry entry = watched.add("self", Reactor.current());
          ChangeFeed feed = new ChangeFeed(new Subjects(watched), Duration.ofSeconds(1));
          Channel<ServerEvent> events = Channel.rendezvous();
          Task<?> telling = scope.start("feed", () -> feed.tell(events));
          assertThat(events.receive().type()).isEqualTo("snapshot");
          assertThat(Snapshot.take().loop().watched()).isTrue();
          entry.close();
          assertThat(events.receive().data()).isEqualTo("{\"reactors\":[]}");

          Task.sleep(Duration.ofSeconds(21));
          assertThat(Snapshot.take().loop().watched()).isFalse();
          telling.cancel("its client has left");
        }));
  }
}
