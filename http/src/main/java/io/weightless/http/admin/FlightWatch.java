package io.weightless.http.admin;

import io.weightless.inspect.Watch;
import io.weightless.scope.Task;
import java.time.Duration;

/// Has all reactors be watched while the JDK's flight recorder records what takes long in them,
/// though nobody else looks.
final class FlightWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Subjects subjects;

  FlightWatch(Subjects subjects) {
    this.subjects = subjects;
  }

  /// Until it is cancelled.
  void live() {
    while (true) {
      if (Watch.isRecorded()) {
        Subjects.ask(subjects.now(), FlightWatch::watched);
      }
      Task.sleep(PAUSE);
    }
  }

  private static Answer<Boolean> watched(Subject subject) {
    subject.prolong();
    return subject.ask(lens -> {
      lens.watch();
      return true;
    });
  }
}
