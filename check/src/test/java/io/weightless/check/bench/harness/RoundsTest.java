package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Metric COST = Metric.cost("cost", "ns");
  private static final Metric RATE = Metric.throughput("rate", "1/s");

  private final List<String> trail = new ArrayList<>();
  private final Notes notes = new Notes(new PrintStream(OutputStream.nullOutputStream()));

  @Test
  void subjectsAreMeasuredInTurn() throws InterruptedException {
    run(new Scripted("a", 1, 1, 1), new Scripted("b", 1, 1, 1));

    assertThat(trail).containsExactly("warm a", "warm b", "a", "b", "a", "b", "a", "b");
  }

  @Test
  void aContestMayHaveFewerRounds() throws InterruptedException {
    var contest = new Contest("x", List.of(new Scripted("a", 1)), 1);

    Rounds.run(contest, Settings.quick(), notes);

    assertThat(trail).containsExactly("warm a", "a");
  }

  @Test
  void rowsAreGroupedByMetricAndComparedWithOurs() throws InterruptedException {
    var rows = run(new Scripted(Subject.OURS, 10, 30, 20), new Scripted("peer", 40, 40, 40));

    assertThat(rows)
        .containsExactly(
            new Row("x.cost", Subject.OURS, 20, "ns", 1, 1),
            new Row("x.cost", "peer", 40, "ns", 0.5, 0),
            new Row("x.rate", Subject.OURS, 40, "1/s", 1, 1),
            new Row("x.rate", "peer", 80, "1/s", 0.5, 0));
  }

  @Test
  void withoutOursThereIsNoRatio() throws InterruptedException {
    assertThat(run(new Scripted("peer", 1, 1, 1))).extracting(Row::ratio).containsOnly(Double.NaN);
  }

  @Test
  void aSubjectThatFailsIsLeftOutAndNamed() throws InterruptedException {
    var rows = run(new Scripted("a", 1, 1, 1), new Scripted("b", 1, -1));

    assertThat(rows).extracting(Row::subject).containsOnly("a");
    assertThat(notes.lines()).containsExactly("x b left out: it broke");
  }

  private List<Row> run(Scripted... subjects) throws InterruptedException {
    return Rounds.run(new Contest("x", Arrays.asList(subjects)), Settings.quick(), notes);
  }

  /// Gives the costs it was told, twice each as a rate; a negative one is a failure.
  private final class Scripted implements Subject {
    private final String name;
    private final double[] costs;
    private int next;

    Scripted(String name, double... costs) {
      this.name = name;
      this.costs = costs;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void warmUp(Settings settings) {
      trail.add("warm " + name);
    }

    @Override
    public Sample measure(Settings settings) throws IOException {
      trail.add(name);
      double cost = costs[next++];
      if (cost < 0) {
        throw new IOException("it broke");
      }
      return Sample.of(COST, cost).and(RATE, 2 * cost);
    }
  }
}
