package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.http.kit.World;
import io.weightless.inspect.SeenStream;
import io.weightless.inspect.Snapshot;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  @Test
  void whatIsThereIsCounted() throws Exception {
    String text = Metrics.of(Map.of("main", Answer.of(snapshot())));

    assertThat(Samples.of(text))
        .containsEntry("weightless_up{reactor=main}", 1.0)
        .containsEntry("weightless_tasks{reactor=main,state=waiting}", 3.0)
        .containsEntry("weightless_tasks{reactor=main,state=running}", 1.0)
        .containsEntry("weightless_tasks{reactor=main,state=ready}", 0.0)
        .containsEntry("weightless_timers{reactor=main}", 1.0)
        .containsEntry("weightless_holds_total{reactor=main}", 0.0)
        .containsEntry("weightless_channels{reactor=main}", 1.0)
        .containsEntry("weightless_channels_buffered{reactor=main}", 2.0)
        .containsEntry("weightless_channels_senders_waiting{reactor=main}", 1.0)
        .containsEntry("weightless_streams{reactor=main}", 2.0)
        .containsEntry("weightless_streams_received_bytes{reactor=main}", 11.0)
        .containsEntry("weightless_streams_sent_bytes{reactor=main}", 22.0)
        .containsEntry("weightless_components{reactor=main,state=running}", 0.0);
  }

  /// Of three tasks beside the one that takes it: a sleeper, a sender, and one whose scope they are
  /// in.
  private static Snapshot snapshot() throws Exception {
    Snapshot[] taken = new Snapshot[1];
    World.run(() -> {
      Channel<Integer> full = Channel.buffered(2);
      Scope.join(scope -> {
        scope.start(
            "outer",
            () ->
                Scope.join(inner -> {
                  inner.start("sleeper", () -> Task.sleep(Duration.ofSeconds(1)));
                  inner.start("sender", () -> List.of(1, 2, 3).forEach(full::send));
                }));
        World.settle();
        Snapshot now = Snapshot.take();
        taken[0] =
            new Snapshot(
                now.atNanos(),
                now.loop(),
                now.tasks(),
                now.components(),
                now.wires(),
                now.channels(),
                List.of(new SeenStream(1, "a", 1, 2), new SeenStream(2, "b", 10, 20)));
        full.receive();
      });
    });
    return taken[0];
  }

  @Test
  void manyTasksHaveAsManySamplesAsFew() throws Exception {
    Snapshot few = snapshot();
    Snapshot many =
        new Snapshot(
            few.atNanos(),
            few.loop(),
            Stream.generate(() -> few.tasks().getFirst()).limit(5_000).toList(),
            few.components(),
            few.wires(),
            few.channels(),
            few.streams());

    assertThat(Samples.of(Metrics.of(Map.of("main", Answer.of(many)))).keySet())
        .isEqualTo(Samples.of(Metrics.of(Map.of("main", Answer.of(few)))).keySet());
  }

  @Test
  void whoIsSilentIsDownAndHasNoFigures() {
    assertThat(Samples.of(Metrics.of(Map.of("main", Answer.none("why")))))
        .containsExactly(Map.entry("weightless_up{reactor=main}", 0.0));
  }

  @Test
  void familiesStayTogetherWithSeveralReactors() throws Exception {
    Map<String, Answer<Snapshot>> two = new LinkedHashMap<>();
    two.put("worker-1", Answer.of(snapshot()));
    two.put("worker-2", Answer.of(snapshot()));

    assertThat(Samples.of(Metrics.of(two)))
        .containsKeys(
            "weightless_tasks{reactor=worker-1,state=ready}",
            "weightless_tasks{reactor=worker-2,state=ready}");
  }

  @Test
  void namesAreEscaped() {
    Exposition text = new Exposition();
    text.gauge("a", "a \"line\"\nand a \\");
    text.sample(Map.of("reactor", "the \"first\"\nof C:\\two"), 1.5);
    text.sample(Map.of(), 1e18);

    assertThat(text)
        .hasToString(
            """
            # HELP a a "line"\\nand a \\\\
            # TYPE a gauge
            a{reactor="the \\"first\\"\\nof C:\\\\two"} 1.5
            a 1.0E18
            """);
    assertThat(Samples.of(text.toString()))
        .containsEntry("a{reactor=the \"first\"\nof C:\\two}", 1.5);
  }
}
