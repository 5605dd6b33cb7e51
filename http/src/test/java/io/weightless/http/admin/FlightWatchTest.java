package io.weightless.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.World;
import io.weightless.inspect.Snapshot;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On virtual time, of the reactor that asks.
final class FlightWatchTest {
  private static final Duration A_WHILE = Duration.ofSeconds(15);

  private static final String TURN = "io.weightless.LongTurn";
  private static final String WAIT = "io.weightless.LongWait";

  private static boolean isWatched() {
    return Snapshot.of(Reactor.current()).loop().watched();
  }

  /// Records what is chosen for a while, and calls `seen` at the end of it.
  private static void record(Consumer<Recording> choice, Runnable seen) throws Exception {
    Watched watched = new Watched();
    World.run(() ->
        Scope.join(scope -> {
          watched.add("self", Reactor.current());
          Subjects subjects = new Subjects(watched);
          scope.start("flight recorder", () -> new FlightWatch(subjects).live());
          try (Recording recording = new Recording()) {
            recording.disable(TURN); // what is not left out is recorded
            recording.disable(WAIT);
            choice.accept(recording);
            recording.start();
            Task.sleep(A_WHILE);
            seen.run();
          }
          Task.sleep(A_WHILE);
          assertThat(isWatched()).isFalse();
          scope.cancel("seen");
        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {TURN, WAIT})
  void aReactorIsWatchedAsLongAsTheFlightRecorderRecords(String event) throws Exception {
    record(recording -> recording.enable(event), () -> assertThat(isWatched()).isTrue());
  }

  @Test
  void aReactorIsNotWatchedForARecordingThatLeavesThemOut() throws Exception {
    record(_ -> {}, () -> assertThat(isWatched()).isFalse());
  }
}
