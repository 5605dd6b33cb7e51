package io.weightless.inspect;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// However long a text is in a program.
class BriefTest {
  private static final int CHARACTERS = 100_000;

  @AutoClose private final Scene scene = new Scene();

  @Test
  void ofALongTextTheBeginningIsTold() {
    assertThat(Brief.of("x".repeat(1_000))).isEqualTo("x".repeat(1_000));
    assertThat(Brief.of("x".repeat(1_001))).isEqualTo("x".repeat(999) + "…");
    assertThat(Brief.of("x" + "😀".repeat(1_000))).isEqualTo("x" + "😀".repeat(499) + "…");
    assertThat(Brief.of("😀".repeat(1_000))).isEqualTo("😀".repeat(499) + "…");
  }

  @Test
  void namesOfTasksAndWhatTheyWaitForAreBrief() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      try (Watch watch = Watch.open()) {
        scope.start("name".repeat(CHARACTERS), channel::receive);
        settle();
        Snapshot seen = Snapshot.take();
        SeenTask task = seen.tasks().getLast();
        Why.Link link = Why.of(scene.reactor, task.id()).orElseThrow().chain().getFirst();
        channel.send("end");

        assertThat(task.name()).hasSize(1_000);
        assertThat(task.awaits()).hasSize(1_000).contains("waiting: 'name");
        assertThat(seen.channels().getFirst().description()).hasSize(1_000);
        assertThat(link.name()).hasSize(1_000);
        assertThat(link.awaits()).hasSize(1_000);
        assertThat(watch.after(0)).allMatch(one -> one.who().length() <= 1_000);
      }
      return null;
    });
  }
}
