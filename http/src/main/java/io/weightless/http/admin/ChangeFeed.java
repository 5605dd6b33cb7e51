package io.weightless.http.admin;

import io.weightless.channel.Channel;
import io.weightless.http.event.ServerEvent;
import io.weightless.inspect.Snapshot;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells one client what there is, and then what changes.
final class ChangeFeed implements Feeds.Teller {
  private final Subjects subjects;
  private final Duration every;

  /// What was shown last, by name.
  private Map<String, Subject> shown = Map.of();

  /// The last answer of each.
  private final Map<String, Snapshot> known = new HashMap<>();

  ChangeFeed(Subjects subjects, Duration every) {
    this.subjects = subjects;
    this.every = every;
  }

  @Override
  public void tell(Channel<ServerEvent> events) {
    try {
      while (true) {
        events.send(next());
        Task.sleep(every);
      }
    } finally {
      show(Map.of());
    }
  }

  /// From now on, and those before no more.
  private void show(Map<String, Subject> next) {
    next.values().forEach(Subject::look);
    shown.values().forEach(Subject::leave);
    shown = next;
    known.clear();
  }

  private ServerEvent next() {
    Map<String, Subject> present = subjects.now();
    boolean areTheSame = present.equals(shown);
    if (!areTheSame) {
      show(present);
    }
    Map<String, Answer<Snapshot>> answers = Subjects.ask(present, Subject::snapshot);
    ServerEvent event =
        areTheSame
            ? ServerEvent.of("difference", change(answers).toJson())
            : ServerEvent.of("snapshot", Pages.picture(answers).toJson());
    answers.forEach((name, answer) -> {
      if (answer.value() != null) {
        known.put(name, answer.value());
      }
    });
    return event;
  }

  private Change change(Map<String, Answer<Snapshot>> answers) {
    List<Change.Part> parts = new ArrayList<>();
    answers.forEach((name, answer) -> {
      Snapshot before = known.get(name);
      Snapshot now = answer.value();
      parts.add(new Change.Part(name, now == null || before == null ? null : now.since(before)));
    });
    return new Change(parts);
  }
}
