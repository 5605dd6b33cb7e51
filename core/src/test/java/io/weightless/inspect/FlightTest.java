package io.weightless.inspect;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the JDK's flight recorder is told.
class FlightTest {
  @AutoClose private final Scene scene = new Scene();
  @TempDir private Path folder;

  private List<RecordedEvent> recorded(String event) throws IOException {
    Path file = folder.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event).withoutThreshold();
      recording.start();
      scene.run(scope -> {
        try (Watch _ = Watch.open()) {
          Event happened = new Event();
          scope.start("turns", () -> Task.yield());
          scope.start("waits", () -> happened.await());
          settle();
          happened.set();
          settle();
        }
        return null;
      });
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(one -> one.getEventType().getName().equals(event))
        .toList();
  }

  @Test
  void eachTurnAboveTheThresholdIsRecorded() throws IOException {
    assertThat(recorded("io.weightless.LongTurn"))
        .extracting(event -> event.getString("who"))
        .contains("main", "turns", "waits");
  }

  @Test
  void eachWaitAboveTheThresholdIsRecordedWithWhatWasAwaited() throws IOException {
    assertThat(recorded("io.weightless.LongWait"))
        .extracting(event -> event.getString("who"), event -> event.getString("awaited"))
        .contains(tuple("turns", ""), tuple("waits", Event.class.getName()));
  }
}
