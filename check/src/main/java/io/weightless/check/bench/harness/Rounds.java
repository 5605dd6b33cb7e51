package io.weightless.check.bench.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Runs a contest in interleaved rounds.
///
/// A subject that fails is named in the notes and left out; the others go on.
public final class Rounds {
  private final Contest contest;
  private final Settings settings;
  private final Notes notes;
  private final SequencedMap<Subject, List<Sample>> samples = new LinkedHashMap<>();

  private Rounds(Contest contest, Settings settings, Notes notes) {
    this.contest = contest;
    this.settings = settings;
    this.notes = notes;
  }

  /// Measures each subject in each round; the rows are grouped by metric, ours first.
  public static List<Row> run(Contest contest, Settings settings, Notes notes)
      throws InterruptedException {
    var rounds = new Rounds(contest, settings, notes);
    rounds.warmUp();
    int count = Math.min(settings.rounds(), contest.mostRounds());
    for (int round = 1; round <= count; round++) {
      notes.progress(contest.name() + ": round " + round + " of " + count);
      rounds.measure();
    }
    return rounds.rows();
  }

  private void warmUp() throws InterruptedException {
    for (Subject subject : contest.subjects()) {
      try {
        subject.warmUp(settings);
        samples.put(subject, new ArrayList<>());
      } catch (IOException e) {
        leaveOut(subject, e);
      }
    }
  }

  private void measure() throws InterruptedException {
    for (var entry : List.copyOf(samples.entrySet())) {
      try {
        entry.getValue().add(entry.getKey().measure(settings));
      } catch (IOException e) {
        leaveOut(entry.getKey(), e);
      }
    }
  }

  private void leaveOut(Subject subject, IOException failure) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    samples.remove(subject);
    notes.add(contest.name() + " " + subject.name() + " left out: " + failure.getMessage());
  }

  private List<Row> rows() {
    SequencedMap<Metric, SequencedMap<String, Series>> table = new LinkedHashMap<>();
    samples.forEach((subject, taken) -> {
      for (Metric metric : taken.getFirst().values().sequencedKeySet()) {
        table
            .computeIfAbsent(metric, _ -> new LinkedHashMap<>())
            .put(subject.name(), series(taken, metric));
      }
    });
    List<Row> rows = new ArrayList<>();
    table.forEach((metric, bySubject) -> rows.addAll(rows(metric, bySubject)));
    return rows;
  }

  private static Series series(List<Sample> taken, Metric metric) {
    return Series.of(taken.stream().map(sample -> sample.values().get(metric)).toList());
  }

  private List<Row> rows(Metric metric, SequencedMap<String, Series> bySubject) {
    Series ours = bySubject.get(Subject.OURS);
    List<Row> rows = new ArrayList<>();
    bySubject.forEach((subject, series) -> {
      double value = series.median();
      double ratio = ours == null ? Double.NaN : ours.median() / value;
      String label = metric.label(contest.name());
      rows.add(new Row(label, subject, value, metric.unit(), ratio, series.spread()));
    });
    return rows;
  }
}
