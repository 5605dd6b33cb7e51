package io.weightless.net.dns;

import io.weightless.reactor.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was answered, for as long as it is true. An answer is found by the question that it
/// answered only, so no server can slip in anything about other names.
///
/// - **Limit**: 1,000 answers of up to 64 records; the one that nobody has asked for longest goes.
final class Cache {
  static final int MAX_ANSWERS = 1_000;
  static final int MAX_RECORDS = 64;

  private record Kept(Answer answer, long until) {}

  private final Clock clock;
  private final LinkedHashMap<Question, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  Cache(Clock clock) {
    this.clock = clock;
  }

  /// With the lifetime that is left of it.
  @Nullable Answer find(Question question) {
    Kept entry = kept.get(question);
    if (entry == null) {
      return null;
    }
    long left = entry.until - clock.nanos();
    if (left <= 0) {
      kept.remove(question);
      return null;
    }
    return aged(entry.answer, Duration.ofNanos(left));
  }

  private static Answer aged(Answer answer, Duration left) {
    return switch (answer) {
      case Answer.Found(List<ResourceRecord> records, Duration _) ->
          new Answer.Found(records.stream().map(record -> record.living(left)).toList(), left);
      case Answer.Missing missing -> new Answer.Missing(missing.reason(), left, List.of());
      case Answer.Elsewhere alias -> new Answer.Elsewhere(alias.target(), left);
      case Answer.Failed failed -> failed;
    };
  }

  void keep(Question question, Answer answer) {
    boolean isLong = answer instanceof Answer.Found found && found.records().size() > MAX_RECORDS;
    if (isLong || answer.lifetime().isZero()) {
      return;
    }
    kept.put(question, new Kept(answer, clock.nanos() + answer.lifetime().toNanos()));
    if (kept.size() > MAX_ANSWERS) {
      Map.Entry<Question, Kept> eldest = kept.firstEntry();
      kept.remove(eldest.getKey());
    }
  }

  void clear() {
    kept.clear();
  }

  int size() {
    return kept.size();
  }
}
