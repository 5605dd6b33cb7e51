package io.weightless.http.admin;

import io.weightless.channel.Channel;
import io.weightless.http.event.ServerEvent;
import io.weightless.inspect.Happening;
import io.weightless.inspect.Watch;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells one client what happens on one reactor, from now on; and on the one that has its name
/// next. That the reactor is asked for it is left out.
final class HappeningFeed implements Feeds.Teller {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// Before the first answer of a reactor.
  private static final long NOTHING = -1;

  private final Subjects subjects;
  private final String name;
  private @Nullable Subject subject;
  private long last = NOTHING;

  HappeningFeed(Subjects subjects, String name) {
    this.subjects = subjects;
    this.name = name;
  }

  /// What a watched reactor answers.
  private record Heard(long last, List<Happening> happenings) {}

  @Override
  public void tell(Channel<ServerEvent> events) {
    try {
      while (true) {
        Batch next = next();
        if (!next.happenings().isEmpty()) {
          events.send(ServerEvent.of("happenings", next.toJson()));
        }
        Task.sleep(PAUSE);
      }
    } finally {
      lookAt(null);
    }
  }

  /// From now on, and at the one before no more.
  private void lookAt(@Nullable Subject next) {
    if (next != null) {
      next.look();
    }
    if (subject != null) {
      subject.leave();
    }
    subject = next;
    last = NOTHING;
  }

  private Batch next() {
    Subject present = subjects.named(name);
    if (present != subject) {
      lookAt(present);
    }
    if (present == null) {
      return new Batch(0, List.of());
    }
    long before = last;
    Heard heard = present.ask(lens -> listen(lens.watch(), before)).value();
    return heard == null ? new Batch(0, List.of()) : batch(before, heard);
  }

  private static Heard listen(Watch watch, long before) {
    return new Heard(watch.last(), before == NOTHING ? List.of() : watch.after(before));
  }

  private Batch batch(long before, Heard heard) {
    last = heard.last();
    List<Happening> all = heard.happenings();
    long lost = all.isEmpty() ? 0 : all.getFirst().number() - before - 1;
    return new Batch(
        lost, all.stream().filter(happening -> !happening.who().equals(Asking.NAME)).toList());
  }
}
