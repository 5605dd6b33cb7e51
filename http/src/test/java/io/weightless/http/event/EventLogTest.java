package io.weightless.http.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Channel;
import io.weightless.channel.Source;
import io.weightless.http.kit.World;
import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventLogTest {
  @Test
  void aNewClientGetsWhatComes() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(3);
      tell(log, "a");
      Source<ServerEvent> client = log.after(null);
      tell(log, "b", "c");
      log.close();

      assertThat(rest(client)).containsExactly("b", "c");
      assertThat(rest(log.after(null))).isEmpty();
      assertThatThrownBy(() -> tell(log, "d")).isInstanceOf(IllegalStateException.class);
    });
  }

  @Test
  void oneThatComesBackGetsWhatItMissed() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(3);
      List<String> ids = tell(log, "a", "b", "c", "d", "e");
      Source<ServerEvent> client = log.after(ids.get(2));
      tell(log, "f");
      log.close();

      assertThat(ids).doesNotHaveDuplicates();
      assertThat(rest(client)).containsExactly("d", "e", "f");
      assertThat(rest(log.after(ids.get(4)))).containsExactly("f");
    });
  }

  @Test
  void oneThatWasAwayForTooLongGetsAllThatIsKept() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(3);
      List<String> ids = tell(log, "a", "b", "c", "d", "e");

      assertThat(log.has(ids.get(0))).isFalse();
      assertThat(log.has(ids.get(1))).isTrue();
      assertThat(log.has(ids.get(4))).isTrue();
      String future = ids.get(4).replaceAll("-5$", "-6");
      for (String id : List.of(ids.get(0), future, "5", "x-5", ids.get(4) + "x")) {
        Source<ServerEvent> client = log.after(id);
        assertThat(log.has(id)).isEqualTo(id.equals(ids.get(1)));
        assertThat(next(client, 3)).containsExactly("c", "d", "e");
      }
    });
  }

  @Test
  void oneThatIsTooSlowIsLetGo() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(2);
      Source<ServerEvent> slow = log.after(null);
      Source<ServerEvent> fast = log.after(null);
      for (String data : List.of("a", "b", "c", "d", "e")) {
        tell(log, data);
        assertThat(next(fast, 1)).containsExactly(data);
      }

      assertThat(log.clients()).isEqualTo(1);
      assertThat(rest(slow)).containsExactly("a", "b", "c", "d");
    });
  }

  @Test
  void oneThatHasLeftIsNotTold() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(2);
      Source<ServerEvent> client = log.after(null);
      log.left(client);
      tell(log, "a");

      assertThat(log.clients()).isZero();
      assertThat(client.tryReceive()).isNull();
    });
  }

  @Test
  void itFollowsAChannelToItsEnd() throws Exception {
    World.run(() -> {
      EventLog log = EventLog.keeping(3);
      Channel<ServerEvent> events = Channel.rendezvous();
      Source<ServerEvent> client = log.after(null);
      Scope.run(scope -> {
        scope.start("log", () -> log.follow(events));
        events.send(ServerEvent.of("a"));
        events.send(ServerEvent.of("b"));
        events.close();
        return null;
      });

      assertThat(rest(client)).containsExactly("a", "b");
    });
  }

  private static List<String> tell(EventLog log, String... data) {
    List<String> ids = new ArrayList<>();
    for (String text : data) {
      ids.add(log.tell(ServerEvent.of(text)));
    }
    return ids;
  }

  private static List<String> next(Source<ServerEvent> client, int count) {
    List<String> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      data.add(client.receive().data());
    }
    return data;
  }

  private static List<String> rest(Source<ServerEvent> client) {
    List<String> data = new ArrayList<>();
    for (ServerEvent event : client) {
      data.add(event.data());
    }
    return data;
  }
}
